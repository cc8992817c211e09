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
        Value::Object(fields) => {
            add(&mut flat, "", fields)?;
            check_places(&flat)?;
        }
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
        let name = name.replace('_', "-");
        let key = format!("{prefix}{name}");
        name.split('.').try_for_each(|part| check(&key, part))?;
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
fn check(key: &str, part: &str) -> Result<(), ResultsError> {
    const RESERVED: [&str; 4] = ["stdout", "stdout-encoding", "stderr", "stderr-encoding"];
    const ADVICE: &str = "`#[serde(rename = \"…\")]` gives a field another name";
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let ends = part.bytes().next().is_some_and(plain) && part.bytes().last().is_some_and(plain);
    if !ends || !part.bytes().all(|byte| plain(byte) || byte == b'-') {
        return Err(ResultsError(format!(
            "`{key}` is no key for Juju: `{part}` is not of lower-case letters, digits and hyphens with a letter or digit at \
             both ends, as each part between dots has to be ({ADVICE})"
        )));
    }
    if RESERVED.contains(&part) {
        return Err(ResultsError(format!(
            "`{key}` is no key for Juju: it keeps `{part}` for itself, in each part between dots ({ADVICE})"
        )));
    }
    Ok(())
}

/// Under one name Juju keeps a text or more names: of a result and what is below it, only what it was told last.
fn check_places(flat: &BTreeMap<String, String>) -> Result<(), ResultsError> {
    for key in flat.keys() {
        let mut above = key.match_indices('.').filter_map(|(dot, _)| key.get(..dot));
        if let Some(above) = above.find(|above| flat.contains_key(*above)) {
            return Err(ResultsError(format!(
                "there are both `{above}` and `{key}`, and Juju keeps only one of them"
            )));
        }
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
        let refused = |key: &str| {
            let nested = json!({"outer": {key: 1}});
            for (results, key) in [(json!({key: 1}), key.to_owned()), (nested, format!("outer.{key}"))] {
                let error = flatten(&results).unwrap_err().to_string();
                assert!(error.contains(&format!("`{key}` is no key for Juju")), "{error}");
            }
        };
        ["stdout", "stderr-encoding", "a.stderr", "stdout.a"].into_iter().for_each(refused);
        ["userName", "-x", "x-", "", "é", "a..b", ".a", "a.", "a.-b"].into_iter().for_each(refused);
        assert!(flatten(&"text").is_err());
    }

    #[test]
    fn keys_that_juju_takes_are_taken() {
        let results = json!({"a.b": 1, "a": {"c": 2}, "0": 3, "x--y": 4, "std_out": 5, "stdouts": 6});
        assert_eq!(flat(&results), ["0=3", "a.b=1", "a.c=2", "std-out=5", "stdouts=6", "x--y=4"]);
    }

    #[test]
    fn a_result_that_another_would_hide_is_refused() {
        for (results, reason) in [
            (json!({"a_b": 1, "a-b": 2}), "`a-b` is there twice"),
            (json!({"a": {"b": 1}, "a.b": 2}), "`a.b` is there twice"),
            (json!({"a": 1, "a.b.c": 2}), "both `a` and `a.b.c`"),
            (json!({"a": {"b": 1, "b-c": 2, "b.c": 3}}), "both `a.b` and `a.b.c`"),
        ] {
            let error = flatten(&results).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
