//! What is new in the other side's databag, since this side last looked.

use ops::prelude::*;
use serde_json::{Map, Value};

use super::{Bag, DATA, json};

/// What has come and what has changed in the other application's databag.
#[derive(Debug, Default)]
pub(crate) struct Diff {
    added: Vec<String>,
    changed: Vec<String>,
}

impl Diff {
    /// Compares with what `own` remembers under `data`, and remembers this from now on. The other side may look there as well.
    pub(crate) fn take(remote: &Bag, own: &LocalBag) -> Result<Self, ModelError> {
        let known = own.get(DATA)?;
        let (diff, now) = compare(&seen(known.as_deref()), remote);
        own.set(DATA, &now)?;
        Ok(diff)
    }

    pub(crate) fn has_added(&self, key: &str) -> bool {
        self.added.iter().any(|added| added == key)
    }

    pub(crate) fn has_changed(&self, key: &str) -> bool {
        self.changed.iter().any(|changed| changed == key)
    }

    /// Added or changed.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.has_added(key) || self.has_changed(key)
    }
}

/// What a `data` key holds; nothing, if it is not what it should be.
pub(crate) fn seen(data: Option<&str>) -> Map<String, Value> {
    data.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

/// What is new, and what to remember.
fn compare(old: &Map<String, Value>, remote: &Bag) -> (Diff, String) {
    let mut diff = Diff::default();
    let mut now = Map::new();
    for (key, value) in remote.iter().filter(|(key, _)| *key != DATA) {
        match old.get(key) {
            None => diff.added.push(key.clone()),
            Some(old) if old != value => diff.changed.push(key.clone()),
            Some(_) => {}
        }
        now.insert(key.clone(), value.as_str().into());
    }
    (diff, json::dumps(&now.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag<const N: usize>(pairs: [(&str, &str); N]) -> Bag {
        pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
    }

    #[test]
    fn keys_are_added_changed_or_as_they_were() {
        let remote = bag([("data", "{}"), ("endpoints", "b"), ("version", "16"), ("database", "x")]);
        let old = seen(Some(r#"{"endpoints": "a", "version": "16", "tls": "True"}"#));
        let (diff, now) = compare(&old, &remote);
        assert!(diff.has_added("database") && diff.has_changed("endpoints") && diff.has("endpoints"));
        assert!(["version", "tls", "data"].iter().all(|key| !diff.has(key)));
        assert_eq!(now, r#"{"database": "x", "endpoints": "b", "version": "16"}"#);
    }

    #[test]
    fn what_is_no_object_remembers_nothing() {
        for data in [None, Some(""), Some("[]"), Some("{")] {
            assert!(seen(data).is_empty());
        }
        assert_eq!(compare(&Map::new(), &bag([])).1, "{}");
    }
}
