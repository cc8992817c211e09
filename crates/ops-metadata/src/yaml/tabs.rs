//! Tabs at the start of a line, which our parser takes in places where Juju's does not.

use super::place::Places;
use crate::catalogue::YAML_SYNTAX;
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// Where in a file tabs may start a line: in quoted values, and between `[` and `]` or `{` and `}`. In characters.
#[derive(Default)]
pub(super) struct Lax {
    pub(super) ranges: Vec<(usize, usize)>,
    /// Where Juju stops reading.
    pub(super) end: usize,
}

/// Reports the first line that starts with a tab where none may stand, be it empty or a comment.
pub(super) fn check(source: &Source, places: &Places<'_>, mut lax: Lax) -> Option<Diagnostic> {
    lax.ranges.sort_unstable();
    let mut ranges = lax.ranges.iter().peekable();
    // How far the ranges reach that have started.
    let mut reach = 0;
    for line in source.lines().iter().take_while(|line| line.character < lax.end) {
        if source.text.as_bytes().get(line.byte) != Some(&b'\t') {
            continue;
        }
        while let Some((_, end)) = ranges.next_if(|(start, _)| *start < line.character) {
            reach = reach.max(*end);
        }
        if line.character >= reach {
            return Some(found(places, line.character));
        }
    }
    None
}

fn found(places: &Places<'_>, character: usize) -> Diagnostic {
    Diagnostic::new(YAML_SYNTAX, "Juju takes no tab at the start of a line, not even of an empty one")
        .at(places.one(character))
        .help("indent with spaces")
}
