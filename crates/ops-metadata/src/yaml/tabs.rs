//! Tabs in front of a line, which our parser takes in places where Juju's does not.

use super::place::Places;
use crate::catalogue::YAML_SYNTAX;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Where in a file tabs may stand in front of a line. Everything in characters.
#[derive(Default)]
pub(super) struct Lax {
    /// Quoted values, and what is between `[` and `]` or `{` and `}`, in the order of their starts.
    pub(super) ranges: Vec<(usize, usize)>,
    /// The values without quotes, in order.
    pub(super) values: Vec<Unquoted>,
    /// Where Juju stops reading.
    pub(super) end: usize,
}

/// A value without quotes, which may have a tab in front of a line that belongs to it.
pub(super) struct Unquoted {
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many spaces must stand before the tab.
    pub(super) spaces: usize,
    /// Whether it is a block (`|`, `>`), to which blank lines belong.
    pub(super) is_block: bool,
}

/// Reports the first line with a tab in front where none may stand, be it empty or a comment.
pub(super) fn check(source: &Source, places: &Places<'_>, lax: &Lax) -> Option<Diagnostic> {
    if !source.text.contains('\t') {
        return None;
    }
    let mut ranges = lax.ranges.iter().peekable();
    let mut values = lax.values.iter().peekable();
    // How far the ranges reach that have started.
    let mut reach = 0;
    let mut value = None;
    // Up to where nothing but blanks follows that value.
    let mut blank = 0;
    for line in source.lines().iter().take_while(|line| line.character < lax.end) {
        while let Some((_, end)) = ranges.next_if(|(start, _)| *start < line.character) {
            reach = reach.max(*end);
        }
        while let Some(next) = values.next_if(|next| next.start < line.character) {
            value = Some(next);
            blank = next.end;
        }
        let text = source.text.get(line.byte..).unwrap_or_default().lines().next().unwrap_or_default();
        let spaces = text.len() - text.trim_start_matches(' ').len();
        let rest = text.trim_start_matches([' ', '\t']);
        let has_tab = text.as_bytes().get(spaces) == Some(&b'\t');
        // Our parser knows of a tab before a value.
        let matters = has_tab && (spaces == 0 || rest.is_empty() || rest.starts_with('#'));
        if !matters || line.character < reach {
            continue;
        }
        let belongs = value.is_some_and(|value| {
            value.spaces <= spaces && (value.is_block || places.text(blank, line.character).trim().is_empty())
        });
        if spaces == 0 || !belongs {
            return Some(found(places, line.character + spaces));
        }
        blank = blank.max(line.character);
    }
    None
}

/// How far a block is indented whose text starts after `before`: as far as its first line, unless its header has a number.
pub(super) fn indentation(before: &str, text: &str) -> usize {
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let (above, start) = before.split_at(line);
    let header = above.trim_end().rsplit(['|', '>']).next().unwrap_or_default();
    if header.starts_with(|c: char| c.is_ascii_digit())
        || header.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
    {
        return 0;
    }
    let spaces = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = text.lines().next().unwrap_or_default();
    if start.trim().is_empty() { start.len() + spaces(first) } else { 0 }
}

fn found(places: &Places<'_>, character: usize) -> Diagnostic {
    Diagnostic::new(YAML_SYNTAX, "Juju takes no tab in front of a line, not even of an empty one")
        .at(places.one(character))
        .help("indent with spaces")
}
