//! What was asked in this dispatch, so that it is not asked twice.

use std::borrow::Borrow;

/// Answers by what they are about: few, so that a walk through them costs less than an order of them, also to compile.
#[derive(Debug)]
pub(crate) struct Answers<K, V>(Vec<(K, V)>);

impl<K, V> Default for Answers<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Answers<K, V> {
    pub(crate) fn get<Q: PartialEq + ?Sized>(&self, about: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.iter().find(|(known, _)| known.borrow() == about).map(|(_, answer)| answer)
    }

    /// Keeps an answer to what was not known yet.
    pub(crate) fn insert(&mut self, about: K, answer: V) {
        self.0.push((about, answer));
    }
}
