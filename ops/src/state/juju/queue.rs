//! Deferred events as a text for Juju.
//!
//! What goes to Juju and comes from it is a text within JSON, where each quote takes two bytes, and reading it most of the time that
//! a dispatch with deferred events takes. So there are no quotes in this one: the words of an event are the name of its hook, then
//! `KEY=TEXT` of all that there is of it; a space is between words, a semicolon between events. A byte that would be in the way stands
//! as in a URL, `%20`.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

use crate::environment::EventRecord;
use crate::state::{Deferred, StateError};
use crate::texts::Texts;
use crate::unreadable::reason;

/// Who wants the event, where it is not the charm itself. Juju's variables are all capitals.
const OBSERVER: &str = "observer";
/// What an event of the charm's own holds, as JSON.
const DATA: &str = "data";

/// The events, the oldest first, as a text: `config-changed;db-relation-changed JUJU_RELATION=db JUJU_RELATION_ID=db:3`.
pub(super) fn write(deferred: &[Deferred]) -> String {
    let mut text = String::new();
    for Deferred { observer, event } in deferred {
        if !text.is_empty() {
            text.push(';');
        }
        word(&mut text, &event.hook);
        if !observer.is_empty() {
            pair(&mut text, OBSERVER, observer);
        }
        for (variable, said) in event.variables().iter() {
            pair(&mut text, variable, said);
        }
        if !event.data().is_null() {
            pair(&mut text, DATA, &event.data().to_string());
        }
    }
    text
}

fn pair(text: &mut String, key: &str, value: &str) {
    text.push(' ');
    word(text, key);
    text.push('=');
    word(text, value);
}

fn word(text: &mut String, word: &str) {
    let mut rest = word;
    while let Some(place) = rest.bytes().position(is_in_the_way) {
        let (plain, special) = rest.split_at(place);
        text.push_str(plain);
        let (byte, after) = special.split_at(1);
        for byte in byte.bytes() {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
        rest = after;
    }
    text.push_str(rest);
}

/// What separates, what JSON escapes, and what begins an escape of ours. All of them are characters of one byte.
fn is_in_the_way(byte: u8) -> bool {
    matches!(byte, 0..=b' ' | b'"' | b'%' | b';' | b'=' | b'\\' | 0x7F)
}

/// The events of such a text.
pub(super) fn read(text: &str) -> Result<Vec<Deferred>, StateError> {
    let mut deferred = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (event, after) = read_event(text).map_err(|reason| {
            StateError::new(format!("its deferred events in Juju do not read: {reason}"))
        })?;
        deferred.push(event);
        rest = after;
    }
    Ok(deferred)
}

/// The first event, and what follows it if it is not the last. What is wrong is told without what is there: it may be secret.
fn read_event(text: &str) -> Result<(Deferred, Option<&str>), String> {
    let (first, mut rest) = Word::read(text);
    let hook = first.plain()?.into_owned();
    if hook.is_empty() {
        return Err("one has no name".into());
    }
    let (mut observer, mut variables, mut data) = (String::new(), Texts::default(), Value::Null);
    while let Some(words) = rest.strip_prefix(' ') {
        let (word, after) = Word::read(words);
        let (key, value) = word.pair().ok_or("one has a word that is no KEY=TEXT")?;
        let value = value.plain()?;
        match key.text {
            OBSERVER => observer = value.into_owned(),
            DATA => data = serde_json::from_str(&value).map_err(reason)?,
            _ => variables.push(&key.plain()?, &value),
        }
        rest = after;
    }
    variables.sort();
    let event = EventRecord::stored(hook, variables, data).into();
    Ok((Deferred { observer, event }, rest.strip_prefix(';')))
}

/// What stands between separators. There may be thousands, so all that counts in one is found in one pass.
struct Word<'a> {
    text: &'a str,
    /// The place of the first `=`.
    equals: Option<usize>,
    has_escapes: bool,
}

impl<'a> Word<'a> {
    /// The first word, and what is after it.
    fn read(text: &'a str) -> (Self, &'a str) {
        let (mut end, mut equals, mut has_escapes) = (text.len(), None, false);
        for (place, byte) in text.bytes().enumerate() {
            match byte {
                b' ' | b';' => {
                    end = place;
                    break;
                }
                b'=' if equals.is_none() => equals = Some(place),
                b'%' => has_escapes = true,
                _ => {}
            }
        }
        let (text, rest) = text.split_at(end);
        (Self { text, equals, has_escapes }, rest)
    }

    /// What is before its `=`, and what is after it.
    fn pair(&self) -> Option<(Self, Self)> {
        let (key, value) = self.text.split_at_checked(self.equals?)?;
        let part = |text| Self { text, equals: None, has_escapes: self.has_escapes };
        Some((part(key), part(value.get(1..)?)))
    }

    fn plain(&self) -> Result<Cow<'a, str>, &'static str> {
        if self.has_escapes { unescaped(self.text).map(Cow::Owned) } else { Ok(Cow::Borrowed(self.text)) }
    }
}

fn unescaped(word: &str) -> Result<String, &'static str> {
    let mut parts = word.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).ok_or("one has an escape without its digits")?;
        let byte = u8::from_str_radix(digits, 16).ok().filter(u8::is_ascii);
        plain.push(byte.ok_or("one has an escape that is none")?.into());
        plain.push_str(rest);
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn deferred(observer: &str, hook: &str, variables: &[(&str, &str)], data: Value) -> Deferred {
        let variables = Texts::of(variables.iter().copied());
        Deferred {
            observer: observer.to_owned(),
            event: EventRecord::stored(hook.to_owned(), variables, data).into(),
        }
    }

    #[test]
    fn a_person_can_read_it() {
        let relation = [("JUJU_RELATION", "db"), ("JUJU_RELATION_ID", "db:3"), ("JUJU_REMOTE_UNIT", "pg/0")];
        let events = [
            deferred("", "config-changed", &[], Value::Null),
            deferred("database", "db-relation-changed", &relation, Value::Null),
            deferred("", "event:Step", &[], json!({"number": 2, "to": "a b"})),
        ];
        let text = write(&events);
        assert_eq!(
            text,
            "config-changed;\
             db-relation-changed observer=database JUJU_RELATION=db JUJU_RELATION_ID=db:3 JUJU_REMOTE_UNIT=pg/0;\
             event:Step data={%22number%22:2,%22to%22:%22a%20b%22}"
        );
        assert_eq!(read(&text).unwrap(), events);
    }

    #[test]
    fn what_is_no_queue_is_refused_without_showing_it() {
        for text in [
            "",
            "start;",
            ";start",
            "start hunter2",
            "start data=hunter2",
            "start A=%2",
            "start A=%zz",
            "start A=%FF",
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("deferred events in Juju do not read"), "{text}: {error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_event_comes_back(
            observer: String,
            hook in ".+",
            variables in prop::collection::btree_map("JUJU_[A-Z_]{0,9}|[^a-z]{1,3}", any::<String>(), 0..4),
            data in prop_oneof![Just(Value::Null), ".*".prop_map(Value::from), ".*".prop_map(|key| json!({key: [1, "x;y z"]}))],
        ) {
            let variables: Vec<_> = variables.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
            let events = [
                deferred(&observer, &hook, &variables, data),
                deferred("", "start", &[], Value::Null),
            ];
            let text = write(&events);
            prop_assert!(!text.contains(['"', '\\', '\n']), "{}", text);
            prop_assert_eq!(read(&text).unwrap(), events);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String, hexadecimal in "[a-c =;%0-9]{0,12}") {
            let _ = (read(&text), read(&hexadecimal));
        }
    }
}
