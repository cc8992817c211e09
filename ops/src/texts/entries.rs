//! Where the keys and texts are.

use super::Entry;

/// Juju itself puts three keys into the databag of each unit, and a small charm one more.
const FEW: usize = 4;

/// Entries one after the other: a few without memory of their own, as there may be a thousand databags.
#[derive(Clone)]
pub(super) enum Entries {
    Few([Entry; FEW], usize),
    Many(Vec<Entry>),
}

impl Default for Entries {
    fn default() -> Self {
        Self::Few([Entry::default(); FEW], 0)
    }
}

impl Entries {
    pub(super) fn as_slice(&self) -> &[Entry] {
        match self {
            Self::Few(entries, count) => entries.get(..*count).unwrap_or_default(),
            Self::Many(entries) => entries,
        }
    }

    /// Makes room where there will be so many.
    #[cfg(feature = "testing")]
    pub(super) fn expect(&mut self, count: usize) {
        if count > FEW {
            *self = Self::Many(self.many(count));
        }
    }

    pub(super) fn push(&mut self, entry: Entry) {
        match self {
            Self::Few(entries, count) if *count < FEW => {
                if let Some(place) = entries.get_mut(*count) {
                    *place = entry;
                }
                *count += 1;
            }
            Self::Few(..) => {
                let mut many = self.many(2 * FEW);
                many.push(entry);
                *self = Self::Many(many);
            }
            Self::Many(entries) => entries.push(entry),
        }
    }

    /// The same in memory of their own, with room for so many.
    fn many(&self, count: usize) -> Vec<Entry> {
        let mut many = Vec::with_capacity(count);
        many.extend_from_slice(self.as_slice());
        many
    }

    pub(super) fn clear(&mut self) {
        match self {
            Self::Few(_, count) => *count = 0,
            Self::Many(entries) => entries.clear(),
        }
    }
}
