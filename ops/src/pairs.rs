//! A few values by their keys.

use std::borrow::Borrow;

/// Pairs in the order of their keys: what a `BTreeMap` does, for a tenth of what it costs to compile. A dispatch has few
/// of them, and there are twenty kinds of such maps in this library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pairs<K, V>(Vec<(K, V)>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Pairs<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().and_then(|at| self.0.get_mut(at)).map(|(_, value)| value)
    }

    /// Puts a value under its key, in the place of the one that was there.
    pub(crate) fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Err(at) => self.0.insert(at, (key, value)),
            Ok(at) => {
                if let Some((_, old)) = self.0.get_mut(at) {
                    *old = value;
                }
            }
        }
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|at| self.0.remove(at).1)
    }
}

impl<K, V> Pairs<K, V> {
    pub(crate) fn as_slice(&self) -> &[(K, V)] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps those of which this is true; it may change the values.
    pub(crate) fn retain(&mut self, mut is_kept: impl FnMut(&K, &mut V) -> bool) {
        self.0.retain_mut(|(key, value)| is_kept(key, value));
    }
}

/// Puts a value into its place among others that are in order. The standard library's sort is compiled anew for each kind of
/// value, and is much; what comes here is in order as a rule.
pub(crate) fn insert_in_order<T: Ord>(values: &mut Vec<T>, value: T) {
    let at = values.partition_point(|known| *known <= value);
    values.insert(at, value);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    proptest::proptest! {
        #[test]
        fn values_are_put_in_order(values: Vec<u8>) {
            let mut ordered = Vec::new();
            values.iter().for_each(|value| insert_in_order(&mut ordered, *value));
            let mut sorted = values;
            sorted.sort_unstable();
            assert_eq!(ordered, sorted);
        }

        /// Whatever is done to them, they hold what a map would.
        #[test]
        fn are_a_map(steps: Vec<(bool, u8, u16)>) {
            let (mut pairs, mut map) = (Pairs::default(), BTreeMap::new());
            for (inserts, key, value) in steps {
                let key = key % 16;
                if inserts {
                    pairs.insert(key, value);
                    map.insert(key, value);
                } else {
                    assert_eq!(pairs.remove(&key), map.remove(&key));
                }
                assert_eq!(pairs.get(&key), map.get(&key));
                assert_eq!(pairs.get_mut(&key), map.get_mut(&key));
            }
            assert_eq!(pairs.is_empty(), map.is_empty());
            assert_eq!(pairs.as_slice(), map.into_iter().collect::<Vec<_>>());
        }
    }
}
