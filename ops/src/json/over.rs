//! A text that is written over an older one.

use std::fmt;
use std::mem;
use std::ops::Range;

/// How many bytes are compared at once. The C library of a static charm goes byte by byte.
const STEP: usize = 32;
/// Changes no farther from each other are noted as one.
const NEAR: usize = 1 << 10;

/// A text written from its beginning over an older one, in whose memory it comes to be. What is the same is only looked at; a
/// page that is touched for the first time costs more than what is written there.
#[derive(Default)]
pub(crate) struct Over {
    /// The new text up to `at`, and the older one behind it.
    bytes: Vec<u8>,
    at: usize,
    changes: Vec<Range<usize>>,
}

impl Over {
    pub(crate) fn new(older: String) -> Self {
        Self { bytes: older.into_bytes(), ..Self::default() }
    }

    pub(crate) fn push(&mut self, text: &str) {
        let text = text.as_bytes();
        let older = self.bytes.get_mut(self.at..).unwrap_or_default();
        let (over, beyond) = text.split_at(text.len().min(older.len()));
        let (older, _) = older.split_at_mut(over.len());
        let (steps, rest) = over.as_chunks::<STEP>();
        let (older_steps, older_rest) = older.as_chunks_mut::<STEP>();
        let mut at = self.at;
        for (older, step) in older_steps.iter_mut().zip(steps) {
            if older != step {
                *older = *step;
                note(&mut self.changes, at..at + STEP);
            }
            at += STEP;
        }
        if older_rest != rest {
            older_rest.copy_from_slice(rest);
            note(&mut self.changes, at..at + rest.len());
        }
        self.at += text.len();
        if !beyond.is_empty() {
            self.bytes.extend_from_slice(beyond);
            note(&mut self.changes, self.at - beyond.len()..self.at);
        }
    }

    /// The new text, and where it is another than the older one, in order and within [`STEP`] bytes. That it only ends earlier is
    /// an empty place at its end.
    pub(crate) fn end(mut self) -> (String, Vec<Range<usize>>) {
        if self.at < self.bytes.len() {
            self.bytes.truncate(self.at);
            note(&mut self.changes, self.at..self.at);
        }
        // Whole texts, one after the other: it is one.
        (String::from_utf8(self.bytes).unwrap_or_default(), mem::take(&mut self.changes))
    }
}

fn note(changes: &mut Vec<Range<usize>>, change: Range<usize>) {
    match changes.last_mut() {
        Some(last) if change.start <= last.end + NEAR => last.end = change.end,
        _ => changes.push(change),
    }
}

impl fmt::Write for Over {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}
