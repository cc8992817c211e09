//! How tools print a value: the `--format` that many of them have.

use std::fmt::Write;

use serde::Serialize;
use serde_json::Value;

use super::Failure;
use crate::flags::{Flag, Parsed, value};

/// The flags of a tool that prints a value.
pub(crate) const FORMAT: Flag = value(&["format"]);
/// Where it prints to; only its presence is understood.
pub(crate) const OUTPUT: Flag = value(&["o", "output"]);

/// The value in the format asked for; `smart` unless said.
///
/// Whatever is no plain value or list of strings is printed as JSON in `smart` and `yaml`: JSON is YAML too, and the charms
/// that the stand-in is for ask for JSON anyway.
pub(crate) fn render(parsed: &Parsed<'_>, value: &impl Serialize) -> Result<String, Failure> {
    // Plain data, with texts for keys: it can always be written.
    let json = || serde_json::to_string(value).unwrap_or_default() + "\n";
    match parsed.get("format").unwrap_or("smart") {
        "json" => Ok(json()),
        "yaml" => Ok(Some(json()).filter(|json| json != "null\n").unwrap_or_default()),
        "smart" => Ok(smart(&serde_json::to_value(value).unwrap_or_default())),
        other => Err(parsed.invalid("format", &format!("unknown format {other:?}"))),
    }
}

fn smart(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "True\n".into(),
        Value::Bool(false) => "False\n".into(),
        Value::String(text) if text.is_empty() => String::new(),
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).fold(String::new(), |mut lines, item| {
                let _ = writeln!(lines, "{item}");
                lines
            })
        }
        other => format!("{other}\n"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::flags::parse;

    fn rendered(format: &str, value: &Value) -> Result<String, Failure> {
        render(&parse(&[FORMAT], &["--format", format]).unwrap(), value)
    }

    #[test]
    fn json_is_one_line_also_for_nothing() {
        assert_eq!(rendered("json", &json!({"a": 1})).unwrap(), "{\"a\":1}\n");
        assert_eq!(rendered("json", &Value::Null).unwrap(), "null\n");
    }

    #[test]
    fn smart_is_what_a_shell_script_wants() {
        assert_eq!(rendered("smart", &json!("x")).unwrap(), "x\n");
        assert_eq!(rendered("smart", &json!(true)).unwrap(), "True\n");
        assert_eq!(rendered("smart", &json!(["a", "b"])).unwrap(), "a\nb\n");
        assert_eq!(rendered("smart", &Value::Null).unwrap(), "");
    }

    #[test]
    fn an_unknown_format_in_juju_s_words() {
        let said = rendered("xml", &Value::Null).unwrap_err().to_string();
        assert_eq!(said, r#"invalid value "xml" for option --format: unknown format "xml""#);
    }
}
