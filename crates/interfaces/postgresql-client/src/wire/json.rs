//! JSON as Python's `json.dumps` writes it, so that a databag is the same whoever wrote it.

use serde_json::Value;

/// A value as text: a space behind each comma and colon, ASCII alone.
pub(crate) fn dumps(value: &Value) -> String {
    match value {
        Value::Array(values) => format!("[{}]", listed(values.iter().map(dumps))),
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{}: {}", text(key), dumps(value)));
            format!("{{{}}}", listed(pairs))
        }
        Value::String(string) => text(string),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A list of texts.
pub(crate) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", listed(texts.into_iter().map(text)))
}

/// The texts of a JSON list; of anything else, none.
pub(crate) fn texts(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// A text in quotes.
fn text(string: &str) -> String {
    let mut quoted = String::new();
    for letter in Value::from(string).to_string().chars() {
        // What JSON itself would leave as it is.
        if (' '..='~').contains(&letter) {
            quoted.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                quoted.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn it_is_what_python_writes() {
        // From `json.dumps` of Python 3.11.
        for (value, dumped) in [
            (json!({}), "{}"),
            (json!([]), "[]"),
            (json!({"a": "b", "c": ["d", 1, null, true]}), r#"{"a": "b", "c": ["d", 1, null, true]}"#),
            (
                json!("\"\\/\n\r\t\u{8}\u{c}\u{1}\u{7f} é 🦀"),
                r#""\"\\/\n\r\t\b\f\u0001\u007f \u00e9 \ud83e\udd80""#,
            ),
        ] {
            assert_eq!(dumps(&value), dumped);
            assert_eq!(serde_json::from_str::<Value>(dumped).ok(), Some(value));
        }
        assert_eq!(list(["tls", "tls-ca"]), r#"["tls", "tls-ca"]"#);
    }

    #[test]
    fn what_is_no_list_of_texts_is_none() {
        assert_eq!(texts(r#"["tls", "tls-ca"]"#), ["tls", "tls-ca"]);
        for other in ["", "{}", "[1]", "tls"] {
            assert!(texts(other).is_empty(), "{other}");
        }
    }
}
