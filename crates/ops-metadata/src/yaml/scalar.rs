//! What a scalar without quotes means to Juju.
//!
//! Juju reads with Go's yaml.v2: YAML 1.1's booleans, octal numbers and underscores, but no base-60 numbers, and dates
//! stay strings. YAML 1.2 and Python disagree on several of them, which is why they are worth a message.

use super::Value;
use crate::base64;
use crate::letters::all;

/// What `!!` stands for.
pub(super) const CORE: &str = "tag:yaml.org,2002:";

/// Resolves the text of a plain scalar.
pub(super) fn resolve(text: &str) -> Value {
    if let Some(word) = word(text) {
        return word;
    }
    match text.as_bytes().first() {
        Some(b'.') => float(&without_inner_underscores(text)).map_or_else(|| string(text), Value::Float),
        Some(b'0'..=b'9' | b'+' | b'-') => number(text).unwrap_or_else(|| string(text)),
        _ => string(text),
    }
}

/// Resolves a scalar with a tag, quoted or not, or says that it is not what the tag says. A tag that Juju does not know makes a
/// string.
pub(super) fn resolve_tagged(tag: &str, text: &str) -> Option<Value> {
    let name = tag.strip_prefix(CORE).unwrap_or_default();
    match (name, resolve(text)) {
        ("null", Value::Null) => Some(Value::Null),
        ("bool", value @ Value::Bool(_)) => Some(value),
        ("int", value @ (Value::Int(_) | Value::Unsigned(_))) => Some(value),
        ("float", value @ Value::Float(_)) => Some(value),
        ("float", Value::Int(value)) => Some(Value::Float(value as f64)),
        ("null" | "bool" | "int" | "float", _) => None,
        ("binary", _) => Some(Value::String(String::from_utf8_lossy(&base64::decode(text)?).into_owned())),
        _ => Some(string(text)),
    }
}

/// Whether a scalar with this tag is a merge key, quoted or not.
pub(super) fn is_merge(tag: Option<&str>, text: &str) -> bool {
    text == "<<" && tag.is_some_and(|tag| tag == "!" || tag.strip_prefix(CORE) == Some("merge"))
}

/// A tag as it is written: `!!str`.
pub(super) fn short(tag: &str) -> String {
    match tag.strip_prefix(CORE) {
        Some(name) => format!("!!{name}"),
        None => tag.to_owned(),
    }
}

fn string(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn word(text: &str) -> Option<Value> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Value::Bool(true)
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Value::Bool(false)
        }
        ".nan" | ".NaN" | ".NAN" => Value::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Value::Float(f64::NEG_INFINITY),
        _ => return None,
    })
}

fn number(text: &str) -> Option<Value> {
    let plain = text.replace('_', "");
    integer(&plain).or_else(|| float(&plain).map(Value::Float))
}

/// An integer as Go reads one with base 0: a sign, then `0x`, `0o`, `0b` or `0` for the base.
pub(crate) fn integer(text: &str) -> Option<Value> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => ("-", text.get(1..)?),
        b'+' => ("", text.get(1..)?),
        _ => ("", text),
    };
    let lower = digits.to_ascii_lowercase();
    let (base, digits) = if let Some(digits) = lower.strip_prefix("0x") {
        (16, digits)
    } else if let Some(digits) = lower.strip_prefix("0b") {
        (2, digits)
    } else if let Some(digits) = lower.strip_prefix("0o") {
        (8, digits)
    } else if lower.len() > 1 && lower.starts_with('0') {
        (8, lower.get(1..)?)
    } else {
        (10, lower.as_str())
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    if let Ok(value) = i64::from_str_radix(&format!("{sign}{digits}"), base) {
        return Some(Value::Int(value));
    }
    // Go gives a sign to signed numbers only.
    let unsigned = !text.starts_with(['+', '-']);
    unsigned.then(|| u64::from_str_radix(digits, base).ok().map(Value::Unsigned)).flatten()
}

/// A decimal number: digits with at most one point, then an exponent. Rust's parser takes more (`inf`, `nan`).
fn float(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let digits = |text: &str| all(text, |byte| byte.is_ascii_digit());
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let well_formed = digits(whole)
        && digits(part)
        && !(whole.is_empty() && part.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && digits(exponent));
    // What is out of range stays a string for Go.
    text.parse().ok().filter(|value: &f64| well_formed && value.is_finite())
}

/// Without the underscores between two digits: Go's reader of floats takes no others.
fn without_inner_underscores(text: &str) -> String {
    let bytes = text.as_bytes();
    let digit =
        |place: Option<usize>| place.and_then(|place| bytes.get(place)).is_some_and(u8::is_ascii_digit);
    let mut without = String::new();
    for (place, character) in text.char_indices() {
        if character != '_' || !digit(place.checked_sub(1)) || !digit(Some(place + 1)) {
            without.push(character);
        }
    }
    without
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_go_yaml_v2() {
        for (text, value) in [
            ("y", Value::Bool(true)),
            ("Off", Value::Bool(false)),
            ("yEs", Value::String("yEs".into())),
            ("~", Value::Null),
            ("017", Value::Int(15)),
            ("08", Value::Float(8.0)),
            ("0o17", Value::Int(15)),
            ("0x1F", Value::Int(31)),
            ("-0b101", Value::Int(-5)),
            ("1_000", Value::Int(1000)),
            ("+3", Value::Int(3)),
            ("-", Value::String("-".into())),
            ("9223372036854775807", Value::Int(i64::MAX)),
            ("9223372036854775808", Value::Unsigned(1 << 63)),
            ("-9223372036854775808", Value::Int(i64::MIN)),
            ("18446744073709551616", Value::Float(18_446_744_073_709_551_616.0)),
            ("1e3", Value::Float(1000.0)),
            ("1.", Value::Float(1.0)),
            (".5", Value::Float(0.5)),
            (".1_0", Value::Float(0.1)),
            ("._1", Value::String("._1".into())),
            (".", Value::String(".".into())),
            ("1e999", Value::String("1e999".into())),
            ("1:30", Value::String("1:30".into())),
            ("2026-11-20", Value::String("2026-11-20".into())),
            ("1.2.3", Value::String("1.2.3".into())),
            ("+-1", Value::String("+-1".into())),
            ("0x", Value::String("0x".into())),
            ("inf", Value::String("inf".into())),
            ("+.inf", Value::Float(f64::INFINITY)),
        ] {
            assert_eq!(resolve(text), value, "{text}");
        }
    }

    #[test]
    fn tags_decide_or_fail() {
        let core = |name: &str, text: &str| resolve_tagged(&format!("{CORE}{name}"), text);
        assert_eq!(core("str", "5"), Some(Value::String("5".into())));
        assert_eq!(core("int", "0x10"), Some(Value::Int(16)));
        assert_eq!(core("float", "1"), Some(Value::Float(1.0)));
        assert_eq!(core("int", "x"), None);
        assert_eq!(core("bool", "1"), None);
        assert_eq!(core("thing", "on"), Some(Value::String("on".into())));
        assert_eq!(resolve_tagged("!", "on"), Some(Value::String("on".into())));
        assert_eq!(resolve_tagged("!int", "on"), Some(Value::String("on".into())));
    }
}
