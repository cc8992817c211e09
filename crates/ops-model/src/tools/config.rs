//! `config-get`.

use serde_json::{Map, Value};

use super::output::{FORMAT, OUTPUT, render};
use super::{Answer, Failure, Request};
use crate::flags::{parse, switch};

pub(super) fn get(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[switch(&["a", "all"]), FORMAT, OUTPUT], request.args)?;
    parsed.at_most(1)?;
    let config = &request.context.state.config;
    let value = match parsed.positional(0) {
        Some(key) if parsed.is_on("a") => {
            return Err(Failure::Usage(format!("cannot use argument --all together with key {key:?}")));
        }
        Some(key) => config.get(key).cloned().unwrap_or(Value::Null),
        None => {
            let shown = config.iter().filter(|(_, value)| parsed.is_on("a") || !value.is_null());
            let shown = shown.map(|(option, value)| (option.clone(), value.clone()));
            Value::Object(shown.collect::<Map<_, _>>())
        }
    };
    render(&parsed, &value)
}
