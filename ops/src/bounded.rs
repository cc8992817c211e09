//! Reading of what may have no end.

use std::io::{self, Read};

/// Appends what there is, but at most so many bytes; gives how many. It takes no more memory than bytes have come.
///
/// One function for every kind of stream: the standard library's own is compiled anew for each.
pub(crate) fn read_at_most(stream: &mut dyn Read, most: u64, into: &mut Vec<u8>) -> io::Result<usize> {
    stream.take(most).read_to_end(into)
}
