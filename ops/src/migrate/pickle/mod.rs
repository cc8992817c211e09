//! Python's pickles, read without running anything.
//!
//! A pickle is a program for a machine with a stack: most of its instructions make values, some call what they name. Here the first are
//! carried out, on numbers that stand for values, and of the others only those that Python itself has for a `set` and for
//! `bytes`, without a call. Whatever else is named is the error. (Python's `Lib/pickletools.py`, protocols 2 to 5.)

mod input;
mod machine;
mod opcode;
#[cfg(test)]
mod tests;

use std::fmt;

use serde_json::Value;

use super::value;

/// More is no state of a charm's.
pub(super) const LARGEST: usize = 16 << 20;

/// Why a pickle is not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PickleError {
    /// Where: the byte that the instruction begins at.
    at: usize,
    /// The instruction's name.
    opcode: &'static str,
    reason: String,
}

impl fmt::Display for PickleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { at, opcode, reason } = self;
        match opcode.is_empty() {
            true => f.write_str(reason),
            false => write!(f, "{reason} (opcode {opcode} at byte {at})"),
        }
    }
}

impl PickleError {
    /// Of the whole, and not of one instruction.
    fn of_all(reason: impl Into<String>) -> Self {
        Self { at: 0, opcode: "", reason: reason.into() }
    }
}

/// The value that a pickle holds, as JSON has it: bytes are a list of numbers, tuples and sets are lists, and the keys of a dict are
/// texts.
pub(super) fn decode(pickle: &[u8]) -> Result<Value, PickleError> {
    if pickle.len() > LARGEST {
        let bytes = pickle.len();
        return Err(PickleError::of_all(format!(
            "it has {bytes} bytes, more than the {LARGEST} that are read"
        )));
    }
    let (values, whole) = machine::run(pickle)?;
    value::plain(&values, whole).map_err(PickleError::of_all)
}

/// What must hold of any bytes: a target for fuzzing, and for tests.
///
/// # Panics
///
/// If a value comes out that is deeper or has more in it than is permitted.
pub fn fuzz(data: &[u8]) {
    if let Ok(value) = decode(data) {
        assert!(value::depth(&value) <= value::DEEPEST);
        assert!(value::count(&value) <= value::MOST);
    }
}
