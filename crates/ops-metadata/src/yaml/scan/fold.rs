//! Line ends within a value: one is a space, of several the first is dropped.

use std::borrow::Cow;

use super::{Scanner, SyntaxError, TAB};

impl Scanner<'_> {
    /// Moves over spaces and line ends; returns what the line ends are in the value, if there are any. A tab in front of a line
    /// needs so many columns before it. `is_broken`: a line has ended before, by a backslash.
    pub(super) fn gap(&mut self, is_broken: bool, indent: usize) -> Result<Option<String>, SyntaxError> {
        let mut first = is_broken.then_some("");
        let mut others = String::new();
        loop {
            if self.at.is_blank(0) {
                if first.is_some() && self.at.column() < indent && self.at.peek(0) == b'\t' {
                    return Err(self.error("found a tab character that violates indentation", TAB));
                }
                self.at.skip(1);
            } else if self.at.is_break() {
                let line_break = self.at.skip_break();
                match first {
                    None => first = Some(line_break),
                    Some(_) => others.push_str(line_break),
                }
            } else {
                break;
            }
        }
        Ok(match first {
            None => None,
            Some("\n") if others.is_empty() => Some(" ".to_owned()),
            Some("\n") => Some(others),
            Some(first) => Some(first.to_owned() + &others),
        })
    }
}

/// A text of which the last part was not added yet: a copy only where there were parts before.
pub(super) fn with_last<'t>(text: Cow<'t, str>, last: &'t str) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(_) => Cow::Borrowed(last),
        Cow::Owned(mut text) => {
            text.push_str(last);
            Cow::Owned(text)
        }
    }
}
