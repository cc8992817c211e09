//! `config-get`.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::output::{FORMAT, OUTPUT, render};
use super::{Answer, Failure, Request};
use crate::flags::{parse, switch};

pub(super) fn get(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[switch(&["a", "all"]), FORMAT, OUTPUT], request.args)?;
    parsed.at_most(1)?;
    let config = &request.context.state.config;
    match parsed.positional(0) {
        Some(key) if parsed.is_on("a") => {
            Err(Failure::Usage(format!("cannot use argument --all together with key {key:?}")))
        }
        Some(key) => render(&parsed, &config.get(key)),
        None => render(&parsed, &Options { all: config, also_unset: parsed.is_on("a") }),
    }
}

struct Options<'a> {
    all: &'a BTreeMap<String, Value>,
    also_unset: bool,
}

impl Serialize for Options<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.all.iter().filter(|(_, value)| self.also_unset || !value.is_null()))
    }
}
