//! What must hold whatever comes over the socket: a target for fuzzing, and for tests.

use std::io::{BufRead, BufReader, Read};

use super::reply::{Replies, Trouble};

/// Reads replies until there is something wrong, at once and byte by byte.
///
/// # Panics
///
/// If the two differ.
pub fn target(data: &[u8]) {
    let pieces = BufReader::with_capacity(1, ByteByByte(data));
    let (whole, pieces) = (read(&mut &*data), read(&mut { pieces }));
    assert_eq!(whole, pieces);
}

/// All the replies, and what was wrong then.
fn read(stream: &mut dyn BufRead) -> Vec<String> {
    let mut replies = Replies::default();
    let mut read = Vec::new();
    for number in 0.. {
        match replies.next(stream, number) {
            Ok(reply) => read.push(format!("{reply:?}")),
            Err(Trouble::TooLong) => {
                read.push("too long".to_owned());
                break;
            }
            Err(Trouble::Io(error)) => {
                read.push(error.to_string());
                break;
            }
        }
    }
    read
}

struct ByteByByte<'a>(&'a [u8]);

impl Read for ByteByByte<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let Some((byte, rest)) = self.0.split_first() else { return Ok(0) };
        let Some(place) = buffer.first_mut() else { return Ok(0) };
        *place = *byte;
        self.0 = rest;
        Ok(1)
    }
}
