//! `is-leader`.

use super::answer::{Answer, FORMAT, OUTPUT};
use super::{Reply, Request};
use crate::flags::parse;

pub(super) fn is_leader(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    parsed.at_most(0)?;
    Answer::new(&parsed, request.context.state.leader)
}
