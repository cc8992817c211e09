//! A value as JSON: how it travels to where JSON is read, and what makes two values the same.

use std::fmt::Write;

use super::{Kind, Node, Scalar, Value};

impl Node {
    /// The value as JSON, with the keys of a mapping in order. A number that JSON does not have is `null`.
    ///
    /// ```
    /// use ops_metadata::yaml;
    ///
    /// let tree = yaml::read_text("actions.yaml", "{b: [1, 0.5, \"\\\"\"], a: yes}".into());
    /// assert_eq!(tree.root.ok_or("empty")?.to_json(), r#"{"a":true,"b":[1,0.5,"\""]}"#);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn to_json(&self) -> String {
        match &self.kind {
            Kind::Scalar(scalar) => scalar.to_json(),
            Kind::Sequence(nodes) => {
                let mut values = Vec::new();
                for node in nodes {
                    values.push(node.to_json());
                }
                joined('[', &values, ']')
            }
            Kind::Mapping(mapping) => {
                let mut pairs = Vec::new();
                for entry in &mapping.entries {
                    pairs.push(format!("{}:{}", quoted(entry.key.text()), entry.value.to_json()));
                }
                pairs.sort_unstable();
                joined('{', &pairs, '}')
            }
        }
    }
}

fn joined(open: char, values: &[String], close: char) -> String {
    let mut joined = String::from(open);
    for value in values {
        if joined.len() > 1 {
            joined.push(',');
        }
        joined.push_str(value);
    }
    joined.push(close);
    joined
}

impl Scalar {
    /// The value as JSON; see [`Node::to_json`].
    pub fn to_json(&self) -> String {
        match &self.value {
            Value::Null => "null".into(),
            Value::Bool(value) => value.to_string(),
            Value::Int(value) => value.to_string(),
            Value::Unsigned(value) => value.to_string(),
            // Juju writes `1.0` as `1` too.
            Value::Float(value) if value.is_finite() => value.to_string(),
            Value::Float(_) => "null".into(),
            Value::String(text) => quoted(text),
        }
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            '\u{0}'..' ' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use crate::yaml::read_text;

    fn json(yaml: &str) -> String {
        read_text("a.yaml", yaml.into()).root.unwrap().to_json()
    }

    #[test]
    fn each_kind_of_value_is_json() {
        assert_eq!(
            json("{z: ~, a: 0x1f, b: 1.0, c: 18446744073709551615}"),
            r#"{"a":31,"b":1,"c":18446744073709551615,"z":null}"#
        );
        assert_eq!(json(r#""\0\t\\é\"""#), r#""\u0000\u0009\\é\"""#);
        assert_eq!(json("[.inf, .nan, -0.5, 1e+6]"), "[null,null,-0.5,1000000]");
    }
}
