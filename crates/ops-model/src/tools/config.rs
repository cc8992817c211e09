//! `config-get`.

use super::answer::{FORMAT, OUTPUT, Said};
use super::{Answer, Failure, Reply, Request};
use crate::flags::{parse, switch};

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[FORMAT, switch(&["a", "all"]), OUTPUT] }, request.args)?;
    parsed.at_most(1)?;
    let config = &request.context.state.config;
    match parsed.positional(0) {
        Some(key) if parsed.is_on("a") => {
            Err(Failure::Usage(format!("cannot use argument --all together with key {key:?}")))
        }
        Some(key) => Answer::new(&parsed, config.get(key)),
        None => Answer::new(&parsed, Said::Options { all: config, also_unset: parsed.is_on("a") }),
    }
}
