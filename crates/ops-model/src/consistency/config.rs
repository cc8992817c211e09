//! The options: which there are, and which values they can have.

use ops_metadata::metadata::{ConfigOption, OptionType, Section};
use serde_json::Value;

use super::{Checks, Rule};
use crate::tools::is_secret_id;

pub(super) fn check(checks: &mut Checks<'_>) {
    let (config, options) = (&checks.state.config, &checks.metadata.options);
    let mut known = 0;
    for option in options {
        let value = config.get(&option.name.value);
        known += usize::from(value.is_some());
        match value {
            None | Some(Value::Null) => check_unset(checks, option),
            Some(value) => check_value(checks, option, value),
        }
    }
    if known < config.len() {
        check_names(checks);
    }
}

fn check_names(checks: &mut Checks<'_>) {
    let metadata = checks.metadata;
    for name in checks.state.config.keys().filter(|name| metadata.option(name).is_none()) {
        let known = metadata.options.iter().map(|option| option.name.as_str());
        let what = format!("the charm has no option `{name}`");
        checks.unknown(Rule::UnknownOption, what, name, known, Section::Config);
    }
}

fn check_unset(checks: &mut Checks<'_>, option: &ConfigOption) {
    if let Some(default) = option.default.as_ref().filter(|_| option.always_has_value()) {
        let (name, default) = (&option.name.value, default.value.to_json());
        let what = format!("the option `{name}` has no value, and its default is `{default}`");
        let help =
            "begin with `scenario.state()`, where each option has its default, and set it to another value";
        checks.report(Rule::OptionWithoutValue, what, help);
    }
}

fn check_value(checks: &mut Checks<'_>, option: &ConfigOption, value: &Value) {
    if !fits(option.kind, value) {
        let (name, kind) = (&option.name.value, option.kind.as_str());
        let what = format!("the option `{name}` is of the type `{kind}`, and its value is `{value}`");
        let help = match option.kind {
            OptionType::String => "give it a text, as `\"info\"`",
            OptionType::Int => "give it an integer of 64 bits, as `80`",
            OptionType::Float => "give it a number, as `0.5`",
            OptionType::Boolean => "give it `true` or `false`",
            OptionType::Secret => "give it the URI of a secret, as `secret:9m4e2mr0ui3e8a215n4g`",
        };
        checks.report(Rule::OptionType, what, help);
    }
}

/// Whether Juju takes the value for an option of this type.
pub(crate) fn fits(kind: OptionType, value: &Value) -> bool {
    match (kind, value) {
        (OptionType::Int, Value::Number(number)) => number.is_i64(),
        (OptionType::Secret, Value::String(text)) => text.is_empty() || is_secret_uri(text),
        (OptionType::String, Value::String(_))
        | (OptionType::Float, Value::Number(_))
        | (OptionType::Boolean, Value::Bool(_)) => true,
        _ => false,
    }
}

/// `secret:ID`, `secret:MODEL/ID` or `secret://MODEL/ID`.
fn is_secret_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.eq_ignore_ascii_case("secret") && rest.rsplit('/').next().is_some_and(is_secret_id)
    })
}
