//! Why a value does not read, without the value: it may be a password, and the reason goes to logs and to operators.

use std::fmt;

/// How serde begins its texts that repeat the value (`serde::de::Error`).
const REPEAT: [&str; 4] = ["invalid type: ", "invalid value: ", "unknown variant ", "unknown field "];
/// What serde puts between the value and what it wanted. That comes from the type, so the last of these is the one.
const EXPECTED: &str = ", expected ";

/// What serde says, less the value: `invalid type: string "hunter2", expected u16` is
/// `invalid type: string, expected u16`.
///
/// The words of a type of one's own (`serde::de::Error::custom`) stay: whoever wrote them knows what they tell.
pub(crate) fn reason(error: impl fmt::Display) -> String {
    let text = error.to_string();
    let Some(begin) = REPEAT.iter().find(|begin| text.starts_with(**begin)) else { return text };
    let value = text.get(begin.len()..).unwrap_or_default();
    let expected = value.rfind(EXPECTED).and_then(|at| value.get(at..)).unwrap_or_default();
    // Before a value in quotes stands its kind; of one that is not shown the kind is all there is.
    let kind =
        value.split(['`', '"']).next().and_then(|kind| kind.split(EXPECTED).next()).unwrap_or_default();
    let told = format!("{begin}{kind}");
    told.trim_end().to_owned() + expected
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde::de::DeserializeOwned;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    enum Level {
        Low,
        #[allow(dead_code, reason = "it is there to be read")]
        High {
            name: String,
        },
    }

    fn said<T: DeserializeOwned + fmt::Debug>(value: serde_json::Value) -> String {
        let from_text = serde_json::from_str::<T>(&value.to_string()).unwrap_err();
        let reason = reason(serde_json::from_value::<T>(value).unwrap_err());
        assert!(super::reason(from_text).starts_with(&reason));
        reason
    }

    #[test]
    fn the_value_is_not_repeated() {
        assert_eq!(said::<u16>(json!("hunter2")), "invalid type: string, expected u16");
        assert_eq!(said::<u16>(json!("a, expected b` \"")), "invalid type: string, expected u16");
        assert_eq!(said::<u8>(json!(4711)), "invalid value: integer, expected u8");
        assert_eq!(said::<String>(json!(true)), "invalid type: boolean, expected a string");
        assert_eq!(said::<String>(json!(0.5)), "invalid type: floating point, expected a string");
        assert_eq!(said::<String>(json!(null)), "invalid type: null, expected a string");
        assert_eq!(said::<String>(json!(["hunter2"])), "invalid type: sequence, expected a string");
        assert_eq!(said::<Level>(json!("hunter2")), "unknown variant, expected `low` or `high`");
        let field = json!({"high": {"hunter2": 1}});
        assert_eq!(said::<Level>(field), "unknown field, expected `name`");
        let Level::Low = serde_json::from_value(json!("low")).unwrap() else { panic!("it is") };
    }

    #[test]
    fn what_repeats_nothing_stays() {
        assert_eq!(said::<Level>(json!({"high": {}})), "missing field `name`");
        assert_eq!(said::<std::net::Ipv4Addr>(json!("hunter2")), "invalid IPv4 address syntax");
        assert_eq!(reason("unknown variant `hunter2`, there are no variants"), "unknown variant");
    }
}
