//! The calls of hook tools that an event has made.

use std::fmt;
use std::ops::Deref;
use std::slice;
use std::sync::OnceLock;

use crate::backend::ToolCall;

/// Calls of hook tools in order, each as the log would show it: a secret's values are not in it. They read as a slice of texts.
///
/// ```
/// use ops::testing::Calls;
///
/// let calls = Calls::from_iter(["is-leader --format=json", "status-set active"]);
/// assert_eq!(calls, ["is-leader --format=json", "status-set active"]);
/// assert!(calls.iter().any(|call| call.starts_with("status-set ")));
/// ```
#[derive(Clone, Default)]
pub struct Calls {
    /// One after the other.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
    /// Each of them, once somebody asks: few tests do, and every event makes some.
    each: OnceLock<Vec<String>>,
}

impl Calls {
    /// None yet, with room for those of most events.
    pub(super) fn new() -> Self {
        Self { text: String::with_capacity(256), ends: Vec::with_capacity(8), each: OnceLock::new() }
    }

    /// Notes one more.
    pub(super) fn note(&mut self, call: &ToolCall<'_>) {
        self.each.take();
        call.show(&mut self.text);
        self.ends.push(self.text.len());
    }

    fn each(&self) -> Vec<String> {
        let mut start = 0;
        let mut part = |end: &usize| self.text.get(std::mem::replace(&mut start, *end)..*end).map(Into::into);
        self.ends.iter().filter_map(&mut part).collect()
    }
}

impl Deref for Calls {
    type Target = [String];

    fn deref(&self) -> &[String] {
        self.each.get_or_init(|| self.each())
    }
}

impl<S: AsRef<str>> FromIterator<S> for Calls {
    fn from_iter<I: IntoIterator<Item = S>>(calls: I) -> Self {
        let mut all = Self::default();
        for call in calls {
            all.text.push_str(call.as_ref());
            all.ends.push(all.text.len());
        }
        all
    }
}

impl<'a> IntoIterator for &'a Calls {
    type Item = &'a String;
    type IntoIter = slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Calls {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, &self.ends) == (&other.text, &other.ends)
    }
}

impl Eq for Calls {}

impl<S, const N: usize> PartialEq<[S; N]> for Calls
where
    String: PartialEq<S>,
{
    fn eq(&self, other: &[S; N]) -> bool {
        **self == *other
    }
}

impl fmt::Debug for Calls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_as_the_texts_that_they_are() {
        let mut calls = Calls::new();
        for args in [&["active"][..], &[], &["active", "--", "a\nb"]] {
            let before = calls.len();
            calls.note(&ToolCall::new("status-set", args));
            assert_eq!(calls.len(), before + 1);
        }
        assert_eq!(calls, ["status-set active", "status-set", "status-set active -- a\nb"]);
        assert_eq!((&calls).into_iter().count(), 3);
        assert_eq!(calls.iter().collect::<Calls>(), calls);
        assert_ne!(Calls::from_iter(["ab"]), Calls::from_iter(["a", "b"]));
        assert_eq!(format!("{:?}", Calls::from_iter(["a", "b"])), r#"["a", "b"]"#);
    }
}
