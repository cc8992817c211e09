//! Tags.

use std::borrow::Cow;

use super::anchor::is_name;
use super::escape::hexadecimal;
use super::fold::with_last;
use super::{Scanner, SyntaxError, Token, TokenKind};

const HELP: &str = "quote a value that starts with `!`";

impl<'t> Scanner<'t> {
    /// `!name`, `!!name`, `!handle!name`, `!<whole name>`; `!` alone.
    pub(super) fn tag(&mut self) -> Result<(), SyntaxError> {
        self.note_key()?;
        self.key_allowed = false;
        let start = self.at.mark();
        let (handle, text) = if self.at.peek(1) == b'<' {
            self.at.skip(2);
            let name = self.uri()?;
            if self.at.peek(0) != b'>' {
                return Err(self.error("did not find the expected '>' of a tag", HELP));
            }
            self.at.skip(1);
            ("", name)
        } else {
            match self.handle() {
                // A handle has a `!` at either end. What has none is the start of a name.
                "!" if self.at.is_gap(0) => ("", "!".into()),
                handle if handle.len() > 1 && handle.ends_with('!') => (handle, self.uri()?),
                "!" => ("!", self.uri()?),
                start => {
                    let start = start.get(1..).unwrap_or_default();
                    let rest = if self.at.is_gap(0) { Cow::Borrowed("") } else { self.uri()? };
                    ("!", if rest.is_empty() { start.into() } else { Cow::Owned(start.to_owned() + &rest) })
                }
            }
        };
        if !self.at.is_gap(0) {
            return Err(self.error("did not find expected whitespace or line break after a tag", HELP));
        }
        self.tokens.push(Token { kind: TokenKind::Tag, start, end: self.at.mark(), text, handle });
        Ok(())
    }

    /// `!`, with the name and the other `!` if they are there.
    pub(super) fn handle(&mut self) -> &'t str {
        let mut length = 1;
        while is_name(self.at.peek(length)) {
            length += 1;
        }
        if self.at.peek(length) == b'!' {
            length += 1;
        }
        self.at.take(length)
    }

    /// The characters of a URI, with those that it has in the place of others.
    pub(super) fn uri(&mut self) -> Result<Cow<'t, str>, SyntaxError> {
        let mut text = Cow::Borrowed("");
        loop {
            let mut length = 0;
            while is_uri(self.at.peek(length)) {
                length += 1;
            }
            let part = self.at.take(length);
            text = with_last(text, part);
            if self.at.peek(0) != b'%' {
                break;
            }
            text.to_mut().push(self.octets()?);
        }
        if text.is_empty() {
            return Err(self.error("did not find expected tag", HELP));
        }
        Ok(text)
    }

    /// `%C3%A9`: the bytes of one character.
    fn octets(&mut self) -> Result<char, SyntaxError> {
        let mut bytes = Vec::new();
        loop {
            let octet = (self.at.peek(0), hexadecimal(self.at.peek(1)), hexadecimal(self.at.peek(2)));
            let (b'%', Some(high), Some(low)) = octet else { break };
            bytes.push(high << 4 | low);
            self.at.skip(3);
            if let Ok(text) = str::from_utf8(&bytes) {
                return Ok(text.chars().next().unwrap_or_default());
            }
            if bytes.len() == 4 {
                break;
            }
        }
        Err(self.error("did not find a character in the octets of a tag", HELP))
    }
}

fn is_uri(byte: u8) -> bool {
    is_name(byte)
        || matches!(byte, b';' | b'/' | b'?' | b':' | b'@' | b'&' | b'=' | b'+' | b'$' | b',' | b'.')
        || matches!(byte, b'!' | b'~' | b'*' | b'\'' | b'(' | b')' | b'[' | b']')
}
