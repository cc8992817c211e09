//! The bytes of a pickle, in order.

/// What is left of them.
pub(super) struct Input<'a> {
    all: &'a [u8],
    at: usize,
}

const CUT_OFF: &str = "it ends in the middle";

impl<'a> Input<'a> {
    pub(super) fn new(all: &'a [u8]) -> Self {
        Self { all, at: 0 }
    }

    /// How many bytes were read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let bytes = self.all.get(self.at..).and_then(|rest| rest.get(..length)).ok_or(CUT_OFF)?;
        self.at += length;
        Ok(bytes)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], String> {
        self.take(N)?.try_into().map_err(|_| CUT_OFF.to_owned())
    }

    pub(super) fn byte(&mut self) -> Result<u8, String> {
        self.array().map(|[byte]| byte)
    }

    /// As many bytes as the number says that stands before them: of one, four or eight bytes.
    pub(super) fn counted(&mut self, width: usize) -> Result<&'a [u8], String> {
        let length =
            self.take(width)?.iter().rev().fold(0_u64, |length, byte| length << 8 | u64::from(*byte));
        self.take(usize::try_from(length).map_err(|_| CUT_OFF)?)
    }

    /// A text with such a number before it.
    pub(super) fn text(&mut self, width: usize) -> Result<String, String> {
        utf8(self.counted(width)?)
    }

    /// A text up to the end of the line.
    pub(super) fn line(&mut self) -> Result<String, String> {
        let rest = self.all.get(self.at..).unwrap_or_default();
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or(CUT_OFF)?;
        let line = utf8(self.take(end)?)?;
        self.at += 1;
        Ok(line)
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| "a text that is not UTF-8".to_owned())
}
