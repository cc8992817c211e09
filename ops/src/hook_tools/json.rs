//! What Juju's JSON has of its own.

use serde::{Deserialize, Deserializer};

/// A value that may be `null`: Go writes that for a list or a map that holds nothing.
pub(super) fn or_nothing<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Default + Deserialize<'de>,
    D: Deserializer<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
