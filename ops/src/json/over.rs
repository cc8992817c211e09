//! A text that is written over an older one.

use std::io;
use std::mem;
use std::ops::Range;

/// Pieces are put together up to this many bytes: a comma is not worth a comparison of its own.
const PIECE: usize = 1 << 10;
/// A small state fits, so that the memory for it need not grow.
const SMALL: usize = 128;
/// How many bytes are compared at once. The C library of a static charm goes byte by byte.
const STEP: usize = 32;
/// Changes no farther from each other are noted as one.
const NEAR: usize = 1 << 10;

/// A text written from its beginning over an older one, in whose memory it comes to be. What is the same is only looked at; a
/// page that is touched for the first time costs more than what is written there.
pub(crate) struct Over {
    /// The new text up to `at`, and the older one behind it.
    bytes: Vec<u8>,
    at: usize,
    /// What comes at `at`.
    pending: Vec<u8>,
    changes: Vec<Range<usize>>,
}

impl Over {
    pub(crate) fn new(older: Vec<u8>) -> Self {
        Self { bytes: older, at: 0, pending: Vec::with_capacity(SMALL), changes: Vec::new() }
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.add(text.as_bytes());
    }

    /// A comma, a quote: most of what is pushed, and settled with the next text.
    pub(super) fn push_ascii(&mut self, mark: u8) {
        self.pending.push(mark & 0x7F);
    }

    /// Called in many places, and so a function of its own.
    #[inline(never)]
    fn add(&mut self, piece: &[u8]) {
        if self.pending.len() + piece.len() <= PIECE {
            self.pending.extend_from_slice(piece);
        } else {
            self.settle(piece);
        }
    }

    /// Writes what is pending, and this.
    #[inline(never)]
    fn settle(&mut self, piece: &[u8]) {
        let mut pending = mem::take(&mut self.pending);
        self.compare(&pending);
        pending.clear();
        self.pending = pending;
        self.compare(piece);
    }

    /// Writes where it is not there yet.
    fn compare(&mut self, piece: &[u8]) {
        let older = self.bytes.get_mut(self.at..).unwrap_or_default();
        let (over, beyond) = piece.split_at(piece.len().min(older.len()));
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
        self.at += piece.len();
        if !beyond.is_empty() {
            self.bytes.extend_from_slice(beyond);
            note(&mut self.changes, self.at - beyond.len()..self.at);
        }
    }

    /// The new text, and where it is another than the older one: in order, and to [`STEP`] bytes. That it only ends earlier is an
    /// empty place at its end.
    ///
    /// As bytes: to look once more whether it is text takes a while where it is long.
    pub(crate) fn end(mut self) -> (Vec<u8>, Vec<Range<usize>>) {
        self.settle(b"");
        if self.at < self.bytes.len() {
            self.bytes.truncate(self.at);
            note(&mut self.changes, self.at..self.at);
        }
        (self.bytes, self.changes)
    }
}

fn note(changes: &mut Vec<Range<usize>>, change: Range<usize>) {
    match changes.last_mut() {
        Some(last) if change.start <= last.end + NEAR => last.end = change.end,
        _ => changes.push(change),
    }
}

/// For what serde_json writes; it is text.
impl io::Write for Over {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
