//! In what two states differ, for people.

use std::fmt::Write;

use serde_json::Value;

use super::State;

impl State {
    /// In what another state differs, a line each: where, what is here, and what is there. Empty if they are equal.
    ///
    /// ```
    /// use ops_model::State;
    ///
    /// let before = State::unit("web/0");
    /// let mut after = before.clone().with_leader(true);
    /// after.set_config("port", 80);
    /// assert_eq!(before.differences(&after), "config.port: nothing -> 80\nleader: false -> true\n");
    /// ```
    #[must_use]
    pub fn differences(&self, other: &Self) -> String {
        let mut lines = String::new();
        // Plain data, with texts for keys: it is always a JSON value.
        let value = |state: &Self| serde_json::to_value(state).unwrap_or_default();
        compare("", Some(&value(self)), Some(&value(other)), &mut lines);
        lines
    }
}

fn compare(place: &str, one: Option<&Value>, other: Option<&Value>, lines: &mut String) {
    match (one, other) {
        (Some(Value::Object(one)), Some(Value::Object(other))) => {
            let new = other.keys().filter(|key| !one.contains_key(*key));
            let mut keys: Vec<&String> = one.keys().chain(new).collect();
            keys.sort();
            for key in keys {
                let inner = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                compare(&inner, one.get(key), other.get(key), lines);
            }
        }
        (Some(Value::Array(one)), Some(Value::Array(other))) => {
            for index in 0..one.len().max(other.len()) {
                compare(&format!("{place}[{index}]"), one.get(index), other.get(index), lines);
            }
        }
        _ if one == other => {}
        _ => {
            let shown = |value: Option<&Value>| value.map_or_else(|| "nothing".into(), Value::to_string);
            let _ = writeln!(lines, "{place}: {} -> {}", shown(one), shown(other));
        }
    }
}
