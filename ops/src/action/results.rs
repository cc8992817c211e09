//! An action's results as Juju takes them: flat keys, texts as values.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// Results that Juju would not take.
#[derive(Debug, PartialEq, Eq)]
pub struct ResultsError(String);

impl fmt::Display for ResultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "results of the action: {}", self.0)
    }
}

impl std::error::Error for ResultsError {}

/// The results, one text a key. Nothing of `()` and `None`.
pub(crate) fn flatten(results: &impl Serialize) -> Result<BTreeMap<String, String>, ResultsError> {
    let value = serde_json::to_value(results).map_err(|error| ResultsError(error.to_string()))?;
    let mut flat = BTreeMap::new();
    match value {
        Value::Null => {}
        Value::Object(fields) => add(&mut flat, "", fields)?,
        _ => return Err(ResultsError("they must be a struct or a map: each result has a key".to_owned())),
    }
    Ok(flat)
}

fn add(
    flat: &mut BTreeMap<String, String>,
    prefix: &str,
    fields: serde_json::Map<String, Value>,
) -> Result<(), ResultsError> {
    for (name, value) in fields {
        let part = name.replace('_', "-");
        check(prefix, &part)?;
        let key = format!("{prefix}{part}");
        let text = match value {
            Value::Null => continue,
            Value::Object(inner) => {
                add(flat, &format!("{key}."), inner)?;
                continue;
            }
            Value::String(text) => text,
            other => other.to_string(),
        };
        if flat.contains_key(&key) {
            return Err(ResultsError(format!("the key `{key}` is there twice")));
        }
        flat.insert(key, text);
    }
    Ok(())
}

/// Juju's rule for each part of a key (`jujuc/action-set.go`). A leading hyphen would be read as a flag.
fn check(prefix: &str, part: &str) -> Result<(), ResultsError> {
    const RESERVED: [&str; 4] = ["stdout", "stdout-encoding", "stderr", "stderr-encoding"];
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let ends = part.bytes().next().is_some_and(plain) && part.bytes().last().is_some_and(plain);
    if !ends || !part.bytes().all(|byte| plain(byte) || byte == b'-') {
        let rule = "lower-case letters, digits and hyphens, a letter or digit at both ends";
        return Err(ResultsError(format!("`{prefix}{part}` is no key for Juju ({rule})")));
    }
    if prefix.is_empty() && RESERVED.contains(&part) {
        return Err(ResultsError(format!("the key `{part}` belongs to Juju itself")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn flat(value: &Value) -> Vec<String> {
        flatten(value).unwrap().into_iter().map(|(key, value)| format!("{key}={value}")).collect()
    }

    #[test]
    fn nested_results_get_dotted_keys_and_texts_stay_as_they_are() {
        let results = json!({
            "user_name": "admin", "port": 80, "none": null, "list": [1, "a"], "inner": {"deep_er": {"x": true}},
        });
        assert_eq!(flat(&results), ["inner.deep-er.x=true", r#"list=[1,"a"]"#, "port=80", "user-name=admin"]);
        assert_eq!(flatten(&()).unwrap(), BTreeMap::new());
        assert_eq!(flatten(&None::<String>).unwrap(), BTreeMap::new());
    }

    #[test]
    fn keys_that_juju_refuses_are_refused_here_with_the_rule() {
        for key in ["stdout", "stderr-encoding", "userName", "a.b", "-x", "x-", "", "é"] {
            let error = flatten(&BTreeMap::from([(key, 1)])).unwrap_err().to_string();
            assert!(error.contains(&format!("`{key}`")), "{error}");
        }
        assert!(
            flatten(&BTreeMap::from([("a_b", 1), ("a-b", 2)])).unwrap_err().to_string().contains("twice")
        );
        assert!(flatten(&"text").is_err());
        assert_eq!(flat(&json!({"inner": {"stdout": "x"}})), ["inner.stdout=x"]);
    }
}
