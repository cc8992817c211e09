//! YAML that Juju reads as it was meant.

use ops_metadata::yaml::{self, Kind, Node, Value};
use serde_yaml::{Mapping, Value as Written};

/// Up to here every integer is a float, too: 2 to the power of 53.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A value to write, with its keys in order, as charmcraft has them.
pub(super) fn value(node: &Node) -> Written {
    match &node.kind {
        Kind::Scalar(scalar) => match &scalar.value {
            Value::Null => Written::Null,
            Value::Bool(value) => Written::from(*value),
            Value::Int(value) => Written::from(*value),
            Value::Unsigned(value) => Written::from(*value),
            // Without the point it is also an integer, which Juju takes for a float, but not the other way round.
            Value::Float(value) if value.fract() == 0.0 && value.abs() < MOST_EXACT => {
                Written::from(*value as i64)
            }
            Value::Float(value) => Written::from(*value),
            Value::String(text) => Written::from(text.as_str()),
        },
        Kind::Sequence(nodes) => Written::Sequence(nodes.iter().map(value).collect()),
        Kind::Mapping(mapping) => {
            let mut entries: Vec<_> = mapping.entries.iter().collect();
            entries.sort_by(|one, other| one.key.text().cmp(other.key.text()));
            let pairs = entries.into_iter().map(|entry| (value(&entry.key), value(&entry.value)));
            Written::Mapping(pairs.collect::<Mapping>())
        }
    }
}

/// The text of a value.
///
/// The writer leaves a string without quotes that is one by the rules of YAML 1.2, but to Juju `1_000` is a number. A text that
/// Juju would read as something else is written as JSON, which is YAML too, with all strings in quotes.
pub(super) fn text(name: &str, value: &Written) -> Result<String, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("{name} cannot be written: {error}");
    let text = serde_yaml::to_string(value).map_err(|error| wrong(&error))?;
    let json = serde_json::to_string_pretty(value).map_err(|error| wrong(&error))?;
    Ok(if meaning(&text) == meaning(&json) { text } else { json + "\n" })
}

/// What Juju makes of a text.
fn meaning(text: &str) -> Option<String> {
    yaml::read_text("", text.to_owned()).root.map(|root| root.to_json())
}

#[cfg(test)]
mod tests {
    use super::{meaning, text, value};

    fn written(yaml: &str) -> String {
        text("a.yaml", &value(&ops_metadata::yaml::read_text("a.yaml", yaml.into()).root.unwrap())).unwrap()
    }

    #[test]
    fn what_juju_reads_stays_the_same() {
        for word in [
            "y",
            "on",
            "No",
            "017",
            "08",
            "1e3",
            "1_000",
            "0b11",
            "0o17",
            "1:30",
            "~",
            "",
            "2020-01-01",
            ".5",
            ".inf",
            "+1",
            "-",
            "a: b",
            "a #b",
            "*a",
            "!x",
            "%",
            "@x",
            "<<",
            "é\n",
            " a",
            "a\nb\n",
            "\t",
            "null",
            "0x1F",
            "_1",
            "+.inf",
            "1__0",
            "-0b1",
            "1_0.5",
            "[",
            "{}",
            "'",
            "\"",
            "a:",
            "? b",
            "&c",
            "|",
            ">",
            "---",
            "...",
        ] {
            for string in
                [format!("k: {}", serde_json::json!(word)), format!("{}: 1", serde_json::json!(word))]
            {
                assert_eq!(meaning(&written(&string)), meaning(&string), "{string}");
            }
        }
        for plain in
            ["k: on", "k: 017", "k: 1_000", "k: 1.5", "k: ", "k: 18446744073709551615", "k: [a, {b: c}]"]
        {
            assert_eq!(meaning(&written(plain)), meaning(plain), "{plain}");
        }
    }

    /// The check lets it pass with a warning, since it depends on the writer whether Juju takes it.
    #[test]
    fn a_whole_number_is_written_as_an_integer() {
        assert_eq!(written("{limit: 1.0, most: 1e3, part: 0.5}"), "limit: 1\nmost: 1000\npart: 0.5\n");
    }

    #[test]
    fn it_is_for_people_too() {
        let text = written("b: [x, \"1.10\"]\na:\n  d: |\n    one\n    two\n  c: true\n");
        assert!(text.starts_with("a:\n") && !text.contains('{'), "{text}");
    }
}
