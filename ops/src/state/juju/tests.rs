use std::collections::BTreeMap;
use std::mem;

use proptest::prelude::*;

use super::*;
use crate::backend::recording::Recording;
use crate::environment::EventRecord;

fn document(state: Option<&str>, hooks: &[&str]) -> Document {
    let mut deferred = Queue::default();
    hooks.iter().for_each(|hook| deferred.push("", &EventRecord::new(*hook)));
    Document { state: StateText::read(state.map(Into::into)), components: Texts::default(), deferred }
}

/// Makes ready that what was read becomes this, whose state is written over the older one.
fn prepare(state: &mut JujuState, mut read: Document, wanted: &Document) -> Result<(), StateError> {
    let mut next = Document { state: mem::take(&mut read.state), ..wanted.clone() };
    next.state.set(wanted.state.as_deref().unwrap());
    state.prepare(&read, &next)
}

/// What Juju holds after these documents were committed one after the other, and how many keys each commit sent.
fn committed(documents: &[Document]) -> (BTreeMap<String, String>, Vec<usize>) {
    let mut held: BTreeMap<String, String> = BTreeMap::new();
    let mut sent = Vec::new();
    for document in documents {
        let juju = Recording::new([]);
        juju.answer("state-get", &serde_json::to_string(&held).unwrap());
        let (mut state, read) = JujuState::open(Tools::new(juju)).unwrap();
        prepare(&mut state, read, document).unwrap();
        sent.push(state.changes.len());
        held.extend(state.changes);
    }
    (held, sent)
}

/// What is made of these keys and values.
fn decode(held: &BTreeMap<String, String>) -> Result<Document, StateError> {
    let held = TextBytes::read(serde_json::to_vec(held).unwrap()).unwrap();
    super::decode(held).map(|(_, document)| document)
}

#[test]
fn nothing_at_all_is_an_empty_document() {
    assert_eq!(decode(&BTreeMap::new()).unwrap(), Document::default());
    // Keys of others are none of our business.
    assert_eq!(decode(&BTreeMap::from([("mine".to_owned(), "x".to_owned())])).unwrap(), Document::default());
}

#[test]
fn a_document_reads_back_and_goes_in_one_call() {
    let wanted = document(Some(r#"{"n":1}"#), &["install", "db-relation-changed"]);
    let juju = Recording::new([("state-get", "null")]);
    let (mut state, read) = JujuState::open(Tools::new(juju.clone())).unwrap();
    prepare(&mut state, read, &wanted).unwrap();
    state.commit().unwrap();
    let lines = juju.lines();
    assert_eq!(lines.len(), 2);
    let sent = lines[1].strip_prefix("state-set --file - < ").unwrap();
    assert_eq!(decode(&serde_json::from_str(sent).unwrap()).unwrap(), wanted);
}

#[test]
fn only_what_changed_is_sent() {
    let large = format!("\"{}\"", "x".repeat(3 * CHUNK));
    let documents = [
        document(Some(&large), &[]),
        document(Some(&large), &["install"]),
        document(Some(&large), &["install"]),
    ];
    let (_, sent) = committed(&documents);
    assert_eq!(sent, [5, 2, 0]);
}

#[test]
fn of_a_long_state_only_the_chunks_that_changed_are_sent() {
    let large = "x".repeat(4 * CHUNK);
    let changed = |place: usize| document(Some(&[&large[..place], "y", &large[place + 1..]].concat()), &[]);
    let (_, sent) = committed(&[
        document(Some(&large), &[]),
        changed(2 * CHUNK),
        changed(2 * CHUNK - 1),
        changed(4 * CHUNK - 1),
        document(Some(&(large.clone() + "more")), &[]),
        document(Some(&large), &[]),
        document(Some(&format!("y{}", &large[..large.len() - 1])), &[]),
        document(Some(&large[1..]), &[]),
    ]);
    // The last but three: another chunk, and the index that says so. Then the chunk is emptied.
    assert_eq!(sent, [5, 1, 2, 2, 3, 2, 1, 3]);
}

#[test]
fn what_a_longer_text_left_behind_is_emptied_once() {
    let large = "x".repeat(2 * CHUNK);
    let (held, sent) =
        committed(&[document(Some(&large), &["start"]), document(Some("1"), &[]), document(Some("2"), &[])]);
    assert_eq!(sent, [4, 4, 1]);
    assert_eq!((held["ops.v1.state.1"].as_str(), held["ops.v1.deferred.0"].as_str()), ("", ""));
    assert_eq!(decode(&held).unwrap(), document(Some("2"), &[]));
}

/// What a charm says that finds this in Juju.
fn refused(change: impl FnOnce(&mut BTreeMap<String, String>)) -> String {
    let (mut held, _) = committed(&[document(Some(&"x".repeat(CHUNK + 1)), &["start"])]);
    change(&mut held);
    let read = |document: Document| document.deferred.iter().try_for_each(|entry| entry.names().map(drop));
    decode(&held).and_then(read).unwrap_err().to_string()
}

#[test]
fn what_is_not_all_there_is_an_error_and_never_a_fresh_state() {
    let error = refused(|held| drop(held.remove("ops.v1.state.1")));
    assert!(error.contains("does not have `ops.v1.state.1`"), "{error}");
    let error = refused(|held| drop(held.insert("ops.v1.state.1".to_owned(), String::new())));
    assert!(error.contains("there should be 61441"), "{error}");
    let error = refused(|held| drop(held.insert(INDEX.to_owned(), "{".to_owned())));
    assert!(error.contains("index"), "{error}");
    let error = refused(|held| drop(held.remove(INDEX)));
    assert!(error.contains("not its index"), "{error}");
    let error = refused(|held| {
        let length = held["ops.v1.deferred.0"].len();
        held.insert("ops.v1.deferred.0".to_owned(), ";".repeat(length));
    });
    assert!(error.contains("deferred events do not read"), "{error}");
    let index = r#"{"format":1,"state":{"chunks":9999999999,"bytes":1}}"#;
    let error = refused(|held| drop(held.insert(INDEX.to_owned(), index.to_owned())));
    assert!(error.contains("does not have"), "{error}");
}

#[test]
fn what_a_newer_version_wrote_is_left_alone() {
    let error = refused(|held| drop(held.insert(INDEX.to_owned(), r#"{"format":2}"#.to_owned())));
    assert!(error.contains("newer version"), "{error}");
    let newer = BTreeMap::from([("ops.v2.index".to_owned(), "?".to_owned())]);
    assert!(decode(&newer).unwrap_err().to_string().contains("newer version"));
}

/// A charm's state of about so many bytes, where Juju has these keys of others; and the calls that were made.
fn prepared(bytes: usize, others: &str) -> (Result<(), StateError>, Vec<String>) {
    let juju = Recording::new([("state-get", others)]);
    let (mut state, read) = JujuState::open(Tools::new(juju.clone())).unwrap();
    let prepared = prepare(&mut state, read, &document(Some(&"x".repeat(bytes)), &["install"]));
    (prepared, juju.lines())
}

#[test]
fn what_is_too_large_for_juju_is_refused_before_anything_is_sent() {
    prepared(2_090_000, "null").0.unwrap();
    let (refused, calls) = prepared(2_097_000, "null");
    let error = refused.unwrap_err().to_string();
    for part in [
        "more than the 2097152 that Juju keeps",
        "2097000 of stored state",
        " of deferred events (1)",
        "`#[charm(state = \"local\")]`",
    ] {
        assert!(error.contains(part), "{error}");
    }
    assert_eq!(calls.len(), 1);
}

#[test]
fn what_others_keep_there_counts_too() {
    let others = format!(r#"{{"mine": "{}"}}"#, "x".repeat(10_000));
    let error = prepared(2_090_000, &others).0.unwrap_err().to_string();
    assert!(error.contains("10011 under keys that are not the charm's"), "{error}");
}

/// Juju writes `<` in JSON as six bytes.
#[test]
#[cfg(unix)]
fn what_is_written_can_be_read_again() {
    const { assert!(6 * quota::LIMIT < crate::backend::STDOUT_LIMIT) };
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Chunks fit, cut no character, and give the text back.
    #[test]
    fn any_text_reads_back(letters in "[a-zé€𝄞\u{2028}]{1,40}", times in 0_usize..6000, hooks in prop::collection::vec(".+", 0..9)) {
        let hooks: Vec<&str> = hooks.iter().map(String::as_str).collect();
        let wanted = document(Some(&letters.repeat(times)), &hooks);
        let (held, _) = committed(&[document(Some("1"), &["start"]), wanted.clone()]);
        prop_assert!(held.values().all(|value| value.len() <= CHUNK));
        prop_assert_eq!(decode(&held).unwrap(), wanted);
    }
}
