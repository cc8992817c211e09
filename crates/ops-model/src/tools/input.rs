//! What the tools that write take in: `key=value` arguments and the map that `--file` names.

use std::collections::BTreeMap;
use std::io;

use super::Failure;

/// What a call brings along besides its arguments. A tool asks only for what it needs, as Juju's own do.
pub trait Input {
    /// Its standard input.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    fn stdin(&mut self) -> io::Result<Vec<u8>>;

    /// A file that an argument names.
    ///
    /// # Errors
    /// It is not there, or cannot be read.
    fn file(&mut self, path: &str) -> io::Result<Vec<u8>>;

    /// The map that its standard input holds, of a caller that has it as such and need not write it out. No key is there twice.
    fn settings(&mut self) -> Option<Settings> {
        None
    }
}

/// Texts by their keys, each of which is there once.
pub(crate) type Settings = Vec<(String, String)>;

/// Nothing comes along.
impl Input for () {
    fn stdin(&mut self) -> io::Result<Vec<u8>> {
        Err(io::Error::other("hook tool requires stdin, none supplied"))
    }

    fn file(&mut self, path: &str) -> io::Result<Vec<u8>> {
        Err(io::Error::new(io::ErrorKind::NotFound, format!("{path}: no such file")))
    }
}

/// The settings of `--file` and of the arguments; an argument wins.
pub(crate) fn settings(
    file: Option<&str>,
    args: &[&str],
    input: &mut dyn Input,
) -> Result<Settings, Failure> {
    let mut settings = match file {
        None => Vec::new(),
        Some("-") => match input.settings().filter(|settings| are_plain(settings.iter().map(|(key, _)| key)))
        {
            Some(settings) => settings,
            None => from_yaml(&input.stdin()?)?.into_iter().collect(),
        },
        Some(path) => from_yaml(&input.file(path)?)?.into_iter().collect(),
    };
    if !args.is_empty() {
        let of_args = key_values(args)?;
        settings.retain(|(key, _)| !of_args.contains_key(key));
        settings.extend(of_args);
    }
    Ok(settings)
}

fn from_yaml(text: &[u8]) -> Result<BTreeMap<String, String>, Failure> {
    if text.iter().all(u8::is_ascii_whitespace) {
        return Ok(BTreeMap::new());
    }
    if let Some(settings) = from_plain_json(text) {
        return Ok(settings);
    }
    serde_yaml::from_slice(text).map_err(|error| Failure::Failed(format!("yaml: {error}")))
}

/// JSON, which is what charms of ours send, read in a tenth of the time; `None` unless it surely means the same in YAML. There some
/// characters do not stand for themselves, and `\u` tells no half of a character.
fn from_plain_json(text: &[u8]) -> Option<BTreeMap<String, String>> {
    let is_plain = text.is_ascii() && !text.iter().any(u8::is_ascii_control);
    if !is_plain || text.windows(2).any(|pair| pair == br"\u") {
        return None;
    }
    let settings: BTreeMap<String, String> = serde_json::from_slice(text).ok()?;
    are_plain(settings.keys()).then_some(settings)
}

/// Whether YAML takes the keys: none is longer than a kilobyte.
fn are_plain<'a>(mut keys: impl Iterator<Item = &'a String>) -> bool {
    keys.all(|key| key.len() < 1000)
}

/// Splits each argument at its first `=`, and trims both sides.
pub(crate) fn key_values(args: &[&str]) -> Result<BTreeMap<String, String>, Failure> {
    let mut settings = BTreeMap::new();
    for arg in args.iter().filter(|arg| !arg.is_empty()) {
        let (key, value) = arg
            .split_once('=')
            .map(|(key, value)| (key.trim(), value.trim()))
            .filter(|(key, _)| !key.is_empty())
            .ok_or_else(|| Failure::Usage(format!("expected \"key=value\", got {arg:?}")))?;
        if settings.insert(key.to_owned(), value.to_owned()).is_some() {
            return Err(Failure::Usage(format!("key {key:?} specified more than once")));
        }
    }
    Ok(settings)
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_args(args: &[&str]) -> Result<BTreeMap<String, String>, String> {
        key_values(args).map_err(|failure| failure.to_string())
    }

    #[test]
    fn arguments_are_split_and_trimmed() {
        let settings = from_args(&["a = 1=2 ", "", "b="]).unwrap();
        assert_eq!(settings, BTreeMap::from([("a".into(), "1=2".into()), ("b".into(), String::new())]));
    }

    #[test]
    fn bad_arguments_in_juju_s_words() {
        assert_eq!(from_args(&["a"]).unwrap_err(), r#"expected "key=value", got "a""#);
        assert_eq!(from_args(&["a=1", "a=2"]).unwrap_err(), r#"key "a" specified more than once"#);
    }

    #[test]
    fn a_file_is_yaml_and_its_values_are_not_trimmed() {
        let settings = from_yaml(br#"{"a": " 1 ", "b": "\u0085\u2028x", "c": ""}"#).unwrap();
        assert_eq!(settings.get("a").map(String::as_str), Some(" 1 "));
        assert_eq!(settings.get("b").map(String::as_str), Some("\u{85}\u{2028}x"));
        assert!(from_yaml(b"[1]").is_err());
        assert!(from_yaml(b"").unwrap().is_empty());
    }
    #[test]
    fn json_is_read_as_yaml_is() {
        let long = format!(r#"{{"{}": "b"}}"#, "a".repeat(2000));
        for text in [
            r#"{"a":"b"}"#,
            r#" { "a" : "\"\\\/\n\t" , "" : "" } "#,
            r#"{"a": "1", "a": "2"}"#,
            r#"{"a": "\ud83d\ude00"}"#,
            "{\"a\": \"b\u{85}c\u{2028}d\u{7f}\"}",
            "{\"a\": \"b\n c\"}",
            r#"{"a": 1}"#,
            r#"{"a": null, "b": "c"}"#,
            &long,
            "{}",
        ] {
            let read = |text: &str| from_yaml(text.as_bytes()).map_err(|failure| failure.to_string());
            let as_yaml = serde_yaml::from_str(text).map_err(|error| format!("yaml: {error}"));
            assert_eq!(read(text), as_yaml, "{text}");
        }
    }
}
