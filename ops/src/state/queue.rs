//! Deferred events, as the text that is kept of them.
//!
//! What goes to Juju and comes from it is a text within JSON, where each quote takes two bytes. So there are no quotes in this one: the
//! words of an event are the name of its hook, then `KEY=TEXT` of all that there is of it; a space is between words, a semicolon between
//! events. A byte that would be in the way stands as in a URL, `%20`.
//!
//! It is a text while the charm runs too: an event is read when its turn comes, and put down as it was if it is deferred again. There may
//! be thousands.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::rc::Rc;

use super::StateError;
use crate::environment::EventRecord;
use crate::scan::{find, is_same, position};
use crate::unreadable::reason;

/// Who wants the event, where it is not the charm itself; the first of its words. Juju's variables are all capitals.
const OBSERVER: &str = "observer";
/// What an event of the charm's own holds, as JSON.
const DATA: &str = "data";

/// An event of a relation takes some hundred bytes.
const SHORT: usize = 64;

/// Events to run again, the oldest first: `config-changed;db-relation-changed JUJU_RELATION=db JUJU_RELATION_ID=db:3`.
///
/// No name of a method is in it: a handler may be renamed.
#[derive(Clone, Default)]
pub(crate) struct Queue {
    /// What begins with the text of this queue: as long as events are deferred again as they come, it is the one that they came from.
    text: Rc<String>,
    end: usize,
    has_escapes: bool,
}

impl Queue {
    /// What was kept, which need not be the text of a queue: [`Entry::names`] says so.
    pub(super) fn of(text: String) -> Self {
        let has_escapes = position(text.as_bytes(), |byte| byte == b'%').is_some();
        Self { end: text.len(), text: text.into(), has_escapes }
    }

    /// An empty one, for the events of another.
    pub(crate) fn after(other: &Self) -> Self {
        Self { text: other.text.clone(), end: 0, has_escapes: other.has_escapes }
    }

    pub(super) fn as_str(&self) -> &str {
        self.text.get(..self.end).unwrap_or_default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.end == 0
    }

    /// About how many events there are.
    pub(crate) fn room(&self) -> usize {
        self.end / SHORT
    }

    /// The events, the oldest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Entry<'_>> {
        let mut rest = Some(self.as_str()).filter(|text| !text.is_empty());
        std::iter::from_fn(move || {
            let (text, after) = split(rest?, b';');
            rest = after;
            Some(Entry { text, has_escapes: self.has_escapes })
        })
    }

    /// Puts an event to the end, for this observer: empty is the charm itself.
    pub(crate) fn push(&mut self, observer: &str, event: &EventRecord) {
        let text = text(observer, event);
        self.push_again(Entry { text: &text, has_escapes: text.contains('%') });
    }

    /// The same of one that has waited already.
    pub(crate) fn push_again(&mut self, entry: Entry<'_>) {
        let separator = if self.is_empty() { "" } else { ";" };
        let rest =
            self.text.get(self.end..).and_then(|rest| rest.strip_prefix(separator)).unwrap_or_default();
        let next = rest.get(..entry.text.len()).unwrap_or_default();
        if is_same(next.as_bytes(), entry.text.as_bytes()) {
            self.end += separator.len() + entry.text.len();
            return;
        }
        let text = self.own();
        text.push_str(separator);
        text.push_str(entry.text);
        self.end = text.len();
        self.has_escapes |= entry.has_escapes;
    }

    /// The text in memory of its own, to which something can be put.
    fn own(&mut self) -> &mut String {
        let text = Rc::make_mut(&mut self.text);
        text.truncate(self.end);
        text
    }

    /// Whether the event is in it, for this observer.
    pub(crate) fn has(&self, observer: &str, event: &EventRecord) -> bool {
        if self.is_empty() {
            return false;
        }
        let text = text(observer, event);
        self.iter().any(|entry| is_same(entry.text.as_bytes(), text.as_bytes()))
    }
}

impl PartialEq for Queue {
    fn eq(&self, other: &Self) -> bool {
        let has_same_text = Rc::ptr_eq(&self.text, &other.text) && self.end == other.end;
        has_same_text || is_same(self.as_str().as_bytes(), other.as_str().as_bytes())
    }
}

impl Eq for Queue {}

/// Without what events hold.
impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().flat_map(Entry::names).map(|names| names.hook)).finish()
    }
}

/// An event that waits.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    text: &'a str,
    /// Whether there are some in the queue: as a rule there are none.
    has_escapes: bool,
}

/// What an event is for.
pub(crate) struct Names<'a> {
    pub(crate) hook: Cow<'a, str>,
    /// Empty is the charm itself.
    pub(crate) observer: Cow<'a, str>,
}

impl<'a> Entry<'a> {
    /// What it is for.
    ///
    /// # Errors
    /// It is no text of an event. What is wrong is told without what is there: it may be secret.
    pub(crate) fn names(self) -> Result<Names<'a>, StateError> {
        self.read().map(|(names, _)| names)
    }

    /// What it is for, and the words of what else there is.
    fn read(self) -> Result<(Names<'a>, Option<&'a str>), StateError> {
        let (hook, mut words) = split(self.text, b' ');
        let hook = self.plain(hook)?;
        if hook.is_empty() {
            return Err(unreadable("one has no name"));
        }
        let mut observer = Cow::Borrowed("");
        let named = words.and_then(|words| words.strip_prefix(OBSERVER)?.strip_prefix('='));
        if let Some(named) = named {
            let (name, after) = split(named, b' ');
            observer = self.plain(name)?;
            words = after;
        }
        Ok((Names { hook, observer }, words))
    }

    /// The event.
    ///
    /// # Errors
    /// It does not read.
    pub(crate) fn event(self) -> Result<EventRecord, StateError> {
        let mut event = EventRecord::default();
        self.read_into(&mut event)?;
        Ok(event)
    }

    /// The same, in the memory of another event.
    ///
    /// # Errors
    /// As [`event`](Self::event).
    pub(crate) fn read_into(self, event: &mut EventRecord) -> Result<(), StateError> {
        let (Names { hook, .. }, mut rest) = self.read()?;
        let (variables, data) = event.begin(&hook, self.text);
        while let Some(words) = rest {
            let start = self.text.len() - words.len();
            let (word, after) = split(words, b' ');
            rest = after;
            let (key, value) = split(word, b'=');
            let value = value.ok_or_else(|| unreadable("one has a word that is no KEY=TEXT"))?;
            if !self.has_escapes && key != DATA {
                let end = start + key.len();
                variables.mark(start..end, end + 1..end + 1 + value.len());
                continue;
            }
            let value = self.plain(value)?;
            match &*self.plain(key)? {
                DATA => *data = serde_json::from_str(&value).map_err(|error| unreadable(&reason(error)))?,
                key => variables.push(key, &value),
            }
        }
        Ok(())
    }

    fn plain(self, word: &'a str) -> Result<Cow<'a, str>, StateError> {
        if self.has_escapes && word.contains('%') {
            return unescaped(word).map(Cow::Owned).map_err(unreadable);
        }
        Ok(Cow::Borrowed(word))
    }
}

fn unreadable(reason: &str) -> StateError {
    StateError::new(format!("its deferred events do not read: {reason}"))
}

/// The text of one.
fn text(observer: &str, event: &EventRecord) -> String {
    let mut text = String::new();
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

/// What is before the first of these bytes, and what is after it.
fn split(text: &str, byte: u8) -> (&str, Option<&str>) {
    match find(text.as_bytes(), byte) {
        Some(place) => (text.get(..place).unwrap_or_default(), text.get(place + 1..)),
        None => (text, None),
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
    use serde_json::{Value, json};

    use super::*;
    use crate::texts::Texts;

    type Deferred = (String, EventRecord);

    fn deferred(observer: &str, hook: &str, variables: &[(&str, &str)], data: Value) -> Deferred {
        let variables = Texts::of(variables.iter().copied());
        (observer.to_owned(), EventRecord::stored(hook.to_owned(), variables, data))
    }

    fn queue(events: &[Deferred]) -> Queue {
        let mut queue = Queue::default();
        events.iter().for_each(|(observer, event)| queue.push(observer, event));
        queue
    }

    fn read(text: &str) -> Result<Vec<Deferred>, StateError> {
        let queue = Queue::of(text.to_owned());
        queue.iter().map(|entry| Ok((entry.names()?.observer.into_owned(), entry.event()?))).collect()
    }

    #[test]
    fn a_person_can_read_it() {
        let relation = [("JUJU_RELATION", "db"), ("JUJU_RELATION_ID", "db:3"), ("JUJU_REMOTE_UNIT", "pg/0")];
        let events = [
            deferred("", "config-changed", &[], Value::Null),
            deferred("database", "db-relation-changed", &relation, Value::Null),
            deferred("", "event:Step", &[], json!({"number": 2, "to": "a b"})),
        ];
        let queue = queue(&events);
        assert_eq!(
            queue.as_str(),
            "config-changed;\
             db-relation-changed observer=database JUJU_RELATION=db JUJU_RELATION_ID=db:3 JUJU_REMOTE_UNIT=pg/0;\
             event:Step data={%22number%22:2,%22to%22:%22a%20b%22}"
        );
        assert_eq!(read(queue.as_str()).unwrap(), events);
        assert_eq!(format!("{queue:?}"), r#"["config-changed", "db-relation-changed", "event:Step"]"#);
    }

    #[test]
    fn an_event_is_in_it_for_who_deferred_it() {
        let (start, stop) = (EventRecord::new("start"), EventRecord::new("stop"));
        let mut queue = Queue::default();
        assert!(!queue.has("", &start));
        queue.push("database", &stop);
        queue.push("", &start);
        assert!(queue.has("", &start) && queue.has("database", &stop));
        assert!(!queue.has("", &stop) && !queue.has("database", &start));
    }

    #[test]
    fn what_is_deferred_again_may_be_any_of_what_there_was() {
        let start = EventRecord::new("start");
        for (again, more, expected) in [
            (&[0, 1, 2][..], false, "a;b;c"),
            (&[0, 1], false, "a;b"),
            (&[0, 1], true, "a;b;start"),
            (&[1, 2], true, "b;c;start"),
            (&[0, 2], false, "a;c"),
            (&[], true, "start"),
            (&[], false, ""),
        ] {
            let older = Queue::of("a;b;c".to_owned());
            let mut queue = Queue::after(&older);
            let entries = older.iter().enumerate().filter(|(number, _)| again.contains(number));
            entries.for_each(|(_, entry)| queue.push_again(entry));
            if more {
                queue.push("", &start);
            }
            assert_eq!(queue.as_str(), expected);
            assert_eq!((queue == older, older.as_str()), (expected == "a;b;c", "a;b;c"));
        }
    }

    #[test]
    fn what_is_no_queue_is_refused_without_showing_it() {
        for text in [
            "start;",
            ";start",
            "start hunter2",
            "start data=hunter2",
            "start A=%2",
            "start A=%zz",
            "start A=%FF",
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("deferred events do not read"), "{text}: {error}");
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
            let queue = queue(&events);
            prop_assert!(!queue.as_str().contains(['"', '\\', '\n']), "{}", queue.as_str());
            prop_assert_eq!(read(queue.as_str()).unwrap(), events);
        }

        #[test]
        fn any_text_is_read_or_refused(text: String, hexadecimal in "[a-c =;%0-9]{0,12}") {
            let _ = (read(&text), read(&hexadecimal));
        }
    }
}
