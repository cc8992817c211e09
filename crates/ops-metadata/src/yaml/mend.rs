//! What Juju's YAML reader takes and ours does not, mended character by character, so that places stay true.
//!
//! Juju reads with a port of libyaml, which is laxer than the specification of YAML 1.2 in a few points that occur in real
//! files. Each is put into a form that both take, without a change to the number of characters.

use saphyr_parser::ScanError;

/// The text with the cause of this error mended, if it is one of those; `in_flow`: within brackets or braces.
pub(super) fn mend(text: &str, error: &ScanError, in_flow: bool) -> Option<String> {
    let place = error.marker().index();
    let mut characters: Vec<char> = text.chars().collect();
    let changed = match error.info() {
        "comments must be separated from other tokens by whitespace" => blank_comment(&mut characters, place),
        "':' must be followed by a valid YAML whitespace" => blank_tabs(&mut characters, place),
        "tabs disallowed within this context (block indentation)" if in_flow => {
            blank_tabs(&mut characters, place)
        }
        "tab cannot be used as indentation" => blank_tabs(&mut characters, place + 1),
        "invalid indentation in quoted scalar" => join_quoted(&mut characters, place),
        "invalid indentation in flow construct" | "invalid indentation" => {
            join_before(&mut characters, place)
        }
        _ => false,
    };
    changed.then(|| characters.into_iter().collect())
}

/// `"value"#comment`
fn blank_comment(characters: &mut [char], place: usize) -> bool {
    let mut in_comment = false;
    for character in characters.get_mut(place..).unwrap_or_default() {
        if matches!(character, '\n' | '\r') {
            break;
        }
        in_comment |= *character == '#';
        if in_comment {
            *character = ' ';
        }
    }
    in_comment
}

/// `key:<TAB>value`; a tab before a value within brackets.
fn blank_tabs(characters: &mut [char], place: usize) -> bool {
    let mut changed = false;
    let end = place.min(characters.len());
    for character in characters.get_mut(..end).unwrap_or_default().iter_mut().rev() {
        match character {
            '\t' => {
                *character = ' ';
                changed = true;
            }
            ' ' => {}
            _ => break,
        }
    }
    changed
}

/// A quoted value whose next line stands further left than its key.
fn join_quoted(characters: &mut [char], place: usize) -> bool {
    let Some(quote) = characters.get(place).copied().filter(|quote| matches!(quote, '"' | '\'')) else {
        return false;
    };
    let mut changed = false;
    let mut escaped = false;
    for character in characters.get_mut(place + 1..).unwrap_or_default() {
        match *character {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            end if end == quote => break,
            '\n' | '\r' => {
                *character = ' ';
                changed = true;
            }
            _ => {}
        }
    }
    changed
}

/// A value within brackets that stands further left than the key before them: put onto the line before.
fn join_before(characters: &mut [char], place: usize) -> bool {
    let mut changed = false;
    let mut at = place;
    while let Some(before) = at.checked_sub(1) {
        match characters.get(before) {
            Some(' ' | '\t') => at = before,
            Some('\n' | '\r') => {
                let mut line = before;
                while line > 0 && !matches!(characters.get(line - 1), Some('\n' | '\r')) {
                    line -= 1;
                }
                blank_comment_of(characters, line, before);
                if let Some(end) = characters.get_mut(before) {
                    *end = ' ';
                }
                changed = true;
                at = before;
            }
            _ => break,
        }
    }
    changed
}

/// Blanks a comment in this range, which has no line end.
fn blank_comment_of(characters: &mut [char], start: usize, end: usize) {
    let mut after_blank = true;
    let mut in_comment = false;
    for character in characters.get_mut(start..end).unwrap_or_default() {
        in_comment |= after_blank && *character == '#';
        after_blank = matches!(character, ' ' | '\t');
        if in_comment {
            *character = ' ';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn mends_keep_every_character_s_place() {
        let mut text = chars("a: [b, # é\nc]\n");
        assert!(join_before(&mut text, 11));
        assert_eq!(text, chars("a: [b,     c]\n"));
        let mut text = chars("a: \"b\"#é\nc: d");
        assert!(blank_comment(&mut text, 6));
        assert_eq!(text, chars("a: \"b\"  \nc: d"));
        let mut text = chars("a:\t\tb");
        assert!(blank_tabs(&mut text, 4));
        assert_eq!(text, chars("a:  b"));
        let mut text = chars("a: \"b\\\"\nc\"\nd");
        assert!(join_quoted(&mut text, 3));
        assert_eq!(text, chars("a: \"b\\\" c\"\nd"));
    }

    #[test]
    fn mends_out_of_place_change_nothing() {
        assert!(!join_before(&mut chars("a"), 9));
        assert!(!blank_comment(&mut chars("a"), 9));
        assert!(!blank_tabs(&mut chars(""), 9));
        assert!(!join_quoted(&mut chars("a"), 0));
    }
}
