//! `is-leader`.

use super::output::{FORMAT, OUTPUT, render};
use super::{Answer, Request};
use crate::flags::parse;

pub(super) fn is_leader(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[FORMAT, OUTPUT], request.args)?;
    parsed.at_most(0)?;
    render(&parsed, &request.context.state.leader)
}
