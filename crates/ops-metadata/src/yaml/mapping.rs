//! Duplicate keys and merge keys, settled as Juju settles them.
//!
//! Juju's reader takes the entries of a mapping in the order in which they stand. A key that comes again replaces the
//! earlier one; `<<` puts in the entries of another mapping at that place, also over keys that stand before it (which
//! the specification of merge keys does not say, and Python does not do).

use std::collections::HashMap;

use super::{Entry, Kind, Mapping, Node, Value};
use crate::catalogue::{BAD_MERGE, DUPLICATE_KEY, KEY_NOT_STRING, MERGE_REPLACES};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// A mapping in the making.
#[derive(Default)]
pub(super) struct Assembly {
    entries: Vec<Entry>,
    /// By key: which entry.
    known: HashMap<String, usize>,
    /// Of each entry: whether it came by a merge.
    merged: Vec<bool>,
}

impl Assembly {
    /// Adds what was written: `key: value`, or `<<: value`.
    pub(super) fn add(&mut self, key: Node, value: Node, diagnostics: &mut Vec<Diagnostic>) {
        if is_merge(&key) {
            self.merge(key.span, value, diagnostics);
            return;
        }
        if key.scalar().is_none() {
            diagnostics.push(not_scalar(&key));
        }
        let identity = identity(&key);
        match self.known.get(&identity).copied() {
            Some(place) => {
                if !self.is_merged(place) {
                    diagnostics.push(duplicate(&key, self.entries.get(place)));
                }
                self.replace(place, Entry { key, value }, false);
            }
            None => self.append(identity, Entry { key, value }, false),
        }
    }

    pub(super) fn finish(self) -> Mapping {
        Mapping { entries: self.entries }
    }

    fn merge(&mut self, at: Span, value: Node, diagnostics: &mut Vec<Diagnostic>) {
        match value.kind {
            Kind::Mapping(mapping) => self.merge_mapping(at, mapping, diagnostics),
            Kind::Sequence(nodes) => {
                // From the last to the first: an earlier one counts for more.
                for node in nodes.into_iter().rev() {
                    match node.kind {
                        Kind::Mapping(mapping) => self.merge_mapping(at, mapping, diagnostics),
                        _ => diagnostics.push(bad_merge(node.span)),
                    }
                }
            }
            Kind::Scalar(_) => diagnostics.push(bad_merge(value.span)),
        }
    }

    fn merge_mapping(&mut self, at: Span, mapping: Mapping, diagnostics: &mut Vec<Diagnostic>) {
        for entry in mapping.entries {
            let identity = identity(&entry.key);
            match self.known.get(&identity).copied() {
                Some(place) => {
                    if let Some(earlier) = self.entries.get(place)
                        && !self.is_merged(place)
                    {
                        diagnostics.push(replaces(at, earlier));
                    }
                    self.replace(place, entry, true);
                }
                None => self.append(identity, entry, true),
            }
        }
    }

    fn append(&mut self, identity: String, entry: Entry, merged: bool) {
        self.known.insert(identity, self.entries.len());
        self.entries.push(entry);
        self.merged.push(merged);
    }

    fn replace(&mut self, place: usize, entry: Entry, merged: bool) {
        if let (Some(earlier), Some(was_merged)) = (self.entries.get_mut(place), self.merged.get_mut(place)) {
            (*earlier, *was_merged) = (entry, merged);
        }
    }

    fn is_merged(&self, place: usize) -> bool {
        self.merged.get(place) == Some(&true)
    }
}

fn is_merge(key: &Node) -> bool {
    key.scalar().is_some_and(|scalar| scalar.plain && scalar.text == "<<")
}

/// What makes two keys the same to Juju: type and value.
fn identity(key: &Node) -> String {
    match &key.kind {
        Kind::Scalar(scalar) => match &scalar.value {
            Value::Null => "null".into(),
            Value::Bool(value) => format!("bool {value}"),
            Value::Int(value) => format!("int {value}"),
            Value::Unsigned(value) => format!("int {value}"),
            Value::Float(value) => format!("float {value}"),
            Value::String(text) => format!("string {text}"),
        },
        // Not a key for Juju; each is reported by itself.
        _ => format!("{:?}", key.span.start),
    }
}

fn not_scalar(key: &Node) -> Diagnostic {
    Diagnostic::new(KEY_NOT_STRING, format!("a key must be a string, but is {}", key.describe())).at(key.span)
}

fn duplicate(key: &Node, earlier: Option<&Entry>) -> Diagnostic {
    let name = key.scalar().map(super::Scalar::brief).unwrap_or_default();
    let found =
        Diagnostic::new(DUPLICATE_KEY, format!("the key `{name}` is given twice; Juju takes the last"))
            .at(key.span)
            .help("keep one of them, or give one another name");
    match earlier {
        Some(earlier) => found.related(earlier.key.span, "this one is lost"),
        None => found,
    }
}

fn replaces(at: Span, earlier: &Entry) -> Diagnostic {
    let name = earlier.key.text();
    Diagnostic::new(MERGE_REPLACES, format!("Juju lets this `<<` replace `{name}`, which stands before it"))
        .at(at)
        .related(earlier.key.span, "this one is lost")
        .help("write `<<` before the keys that are to count for more")
}

fn bad_merge(span: Span) -> Diagnostic {
    Diagnostic::new(BAD_MERGE, "a merge key `<<` takes a mapping, or a list of mappings")
        .at(span)
        .help("give it an alias of a mapping: `<<: *name`")
}
