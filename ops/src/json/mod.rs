//! JSON as serde_json reads it, and to the byte as it writes it: strings in large steps, and over a text that may be the same already.

pub(crate) mod escape;
mod over;
mod reader;
mod writer;

use serde::Serialize;
use serde_json::Error;

pub(crate) use over::Over;
pub(crate) use reader::from_str;
use writer::Writer;

/// Writes a value as compact JSON.
///
/// # Errors
/// As with `serde_json::to_string`: a key that is no text, or what the value's own `Serialize` says.
pub(crate) fn write(value: &(impl Serialize + ?Sized), over: &mut Over) -> Result<(), Error> {
    value.serialize(Writer::new(over))
}

/// The same, over nothing.
///
/// # Errors
/// As with [`write`].
pub(crate) fn to_string(value: &(impl Serialize + ?Sized)) -> Result<String, Error> {
    let mut over = Over::new(Vec::new());
    write(value, &mut over)?;
    // Whole texts, one after the other: it is one.
    Ok(String::from_utf8(over.end().0).unwrap_or_default())
}

#[cfg(test)]
mod tests;
