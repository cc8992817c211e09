//! What `secret-add` and `secret-set` read: a secret's content, and when it expires.

use std::io;

use ops_metadata::base64;

use super::{Failure, Input};
use crate::secret::is_3_6;
use crate::state::{Bag, State};

/// `key=value`, `key#base64=value` and `key#file=path`, as `CreateSecretData` reads them.
pub(super) fn content(args: &[&str], input: &mut dyn Input, state: &State) -> Result<Bag, Failure> {
    let (of_one, of_all) = secret_sizes(is_3_6(state));
    let mut content = Bag::new();
    for arg in args {
        let stripped = arg.trim_end_matches('=');
        let Some((key, value)) =
            arg.split_once('=').filter(|(key, _)| !key.is_empty() && stripped.contains('='))
        else {
            return Err(Failure::Usage(format!("key value {arg:?} not valid")));
        };
        let (key, value) = match key.rsplit_once('#') {
            Some((key, "file")) => {
                let text = |bytes| String::from_utf8(bytes).map_err(io::Error::other);
                let read = input.file(value).and_then(text);
                let text = |error| format!("reading content for secret key {key:?}: open {value}: {error}");
                (key, read.map_err(|error| Failure::Usage(text(error)))?)
            }
            Some((key, "base64")) => (key, decode(value)?),
            _ => (key, value.to_owned()),
        };
        if value.len() > of_one {
            let text = format!("secret content for key {key:?} too large: {} bytes", value.len());
            return Err(Failure::Usage(text));
        }
        if !is_secret_key(key) {
            return Err(Failure::Usage(format!("key {key:?} not valid")));
        }
        content.insert(key.to_owned(), value);
    }
    match content.values().map(String::len).sum::<usize>() {
        bytes if bytes > of_all => Err(Failure::Usage(format!("secret content too large: {bytes} bytes"))),
        _ => Ok(content),
    }
}

/// How many bytes Juju takes of one value, and of all.
pub(crate) fn secret_sizes(is_3_6: bool) -> (usize, usize) {
    if is_3_6 { (1_000_000, 1_000_000) } else { (8 << 10, 64 << 10) }
}

/// `[a-z](-?[a-z0-9]){2,}`
pub(crate) fn is_secret_key(key: &str) -> bool {
    let mut parts = key.split('-');
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    parts.all(is_part)
        && key.starts_with(|first: char| first.is_ascii_lowercase())
        && key.bytes().filter(|byte| *byte != b'-').count() >= 3
}

/// What stands in base64, as a text.
fn decode(text: &str) -> Result<String, Failure> {
    let bytes = base64::decode(text).and_then(|bytes| String::from_utf8(bytes).ok());
    bytes.ok_or_else(|| Failure::Failed("illegal base64 data".into()))
}

/// RFC 3339, or the same without a zone.
pub(super) fn is_time(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape
        .strip_prefix("0000-00-00T00:00:00")
        .is_some_and(|zone| matches!(zone, "" | "Z" | "+00:00" | "-00:00"))
}

/// Whether a duration of Go's is one that is longer than nothing; `None` if it is none.
pub(super) fn duration(text: &str) -> Option<bool> {
    let (sign, text) = text.strip_prefix('-').map_or((true, text), |text| (false, text));
    let mut rest = text;
    let mut is_long = false;
    while !rest.is_empty() {
        let unit = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest.get(..unit)?.parse().ok()?;
        is_long |= number > 0.0;
        rest = rest.get(unit..)?;
        rest = ["ms", "us", "ns", "h", "m", "s"].iter().find_map(|unit| rest.strip_prefix(unit))?;
    }
    (!text.is_empty()).then_some(sign && is_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Bag, String> {
        content(args, &mut (), &State::unit("web/0")).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_value_is_taken_as_it_stands() {
        let bag =
            read(&["abc= a=b= ", "def#base64=aGVsbG8=", "ghi#base64=\n", "jkl#base64=\nPT09PQ=="]).unwrap();
        let expected = [("abc", " a=b= "), ("def", "hello"), ("ghi", ""), ("jkl", "====")];
        assert_eq!(bag, expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
    }

    #[test]
    fn refusals_in_juju_s_words() {
        assert_eq!(read(&["abc"]).unwrap_err(), r#"key value "abc" not valid"#);
        assert_eq!(read(&["abc=="]).unwrap_err(), r#"key value "abc==" not valid"#);
        assert_eq!(read(&["ab=x"]).unwrap_err(), r#"key "ab" not valid"#);
    }

    #[test]
    fn times_and_durations() {
        assert!(is_time("2026-01-01T00:00:00Z") && is_time("2026-01-01T00:00:00") && !is_time("2026-01-01"));
        for (text, expected) in
            [("24h", Some(true)), ("1h30m", Some(true)), ("0s", Some(false)), ("-1s", Some(false))]
        {
            assert_eq!(duration(text), expected, "{text}");
        }
        assert_eq!((duration("3d"), duration("x"), duration("")), (None, None, None));
    }
}
