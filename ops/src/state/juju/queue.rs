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
use crate::scan::position;
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
    let has_escapes = text.as_bytes().contains(&b'%');
    while let Some(text) = rest {
        let (event, after) = split(text, b';');
        deferred.push(read_event(event, has_escapes).map_err(|reason| {
            StateError::new(format!("its deferred events in Juju do not read: {reason}"))
        })?);
        rest = after;
    }
    Ok(deferred)
}

/// One event. There may be thousands: what stands in it without an escape is not copied word by word. What is wrong is told without
/// what is there: it may be secret.
fn read_event(event: &str, has_escapes: bool) -> Result<Deferred, String> {
    let plain = |word| if has_escapes { unescaped(word) } else { Ok(Cow::Borrowed(word)) };
    let (first, mut rest) = split(event, b' ');
    let hook = plain(first)?.into_owned();
    if hook.is_empty() {
        return Err("one has no name".into());
    }
    let (mut observer, mut variables, mut data) = (String::new(), Texts::within(event), Value::Null);
    while let Some(words) = rest {
        let start = event.len() - words.len();
        let (word, after) = split(words, b' ');
        let (key, value) = split(word, b'=');
        let value = value.ok_or("one has a word that is no KEY=TEXT")?;
        match (key, plain(key)?, plain(value)?) {
            (OBSERVER, _, value) => observer = value.into_owned(),
            (DATA, _, value) => data = serde_json::from_str(&value).map_err(reason)?,
            (_, Cow::Borrowed(key), Cow::Borrowed(value)) => {
                let end = start + key.len();
                variables.mark(start..end, end + 1..end + 1 + value.len());
            }
            (_, key, value) => variables.push(&key, &value),
        }
        rest = after;
    }
    variables.sort();
    let event = EventRecord::stored(hook, variables, data).into();
    Ok(Deferred { observer, event })
}

/// What is before the first of these bytes, and what is after it.
fn split(text: &str, byte: u8) -> (&str, Option<&str>) {
    match position(text.as_bytes(), |is| is == byte) {
        Some(place) => (text.get(..place).unwrap_or_default(), text.get(place + 1..)),
        None => (text, None),
    }
}

fn unescaped(word: &str) -> Result<Cow<'_, str>, &'static str> {
    let mut parts = word.split('%');
    let first = parts.next().unwrap_or_default();
    let mut plain = Cow::Borrowed(first);
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).ok_or("one has an escape without its digits")?;
        let byte = u8::from_str_radix(digits, 16).ok().filter(u8::is_ascii);
        let plain = plain.to_mut();
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
