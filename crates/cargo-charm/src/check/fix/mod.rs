//! `--fix`: the changes of which there is no doubt, written into the files.

mod edit;
mod version_control;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ops_metadata::{Reading, Suggestion};

use super::arguments::Arguments;
use super::levels::Levels;
use crate::{file, folder};

/// A change may make another one possible; none leads to more than a few.
const MOST_ROUNDS: usize = 4;

/// Makes the changes in one charm, and gives a line for each; with the reason, if it could not go on.
pub(super) fn fix(charm: &Path, arguments: &Arguments, levels: &Levels<'_>) -> (Vec<String>, Option<String>) {
    let mut done = Vec::new();
    for round in 0..MOST_ROUNDS {
        // That there is no charm is said by the check that follows.
        let Ok(reading) = folder::read(charm) else { break };
        let changes = changes(&reading, levels);
        if changes.is_empty() {
            break;
        }
        if round == 0
            && let Err(why) = version_control::guard(charm, arguments.allow_dirty, arguments.allow_no_vcs)
        {
            return (done, Some(why));
        }
        for (path, changes) in changes {
            match edit_file(&path, &changes) {
                Ok(()) => done.extend(changes.into_iter().map(|change| change.line)),
                Err(why) => return (done, Some(format!("{} cannot be changed: {why}", path.display()))),
            }
        }
    }
    (done, None)
}

/// A change, with the text that the file had when it was found.
struct Change<'a> {
    suggestion: &'a Suggestion,
    text: &'a str,
    line: String,
}

/// The certain ones, by file, and no two that touch each other.
fn changes<'a>(reading: &'a Reading, levels: &Levels<'_>) -> BTreeMap<PathBuf, Vec<Change<'a>>> {
    let mut files: BTreeMap<PathBuf, Vec<Change<'a>>> = BTreeMap::new();
    for found in &reading.diagnostics {
        let Some(suggestion) = found.suggestion.as_ref().filter(|suggestion| suggestion.certain) else {
            continue;
        };
        if levels.judge(Some(found.code.as_str()), found.level).is_none() {
            continue;
        }
        let span = suggestion.span;
        let source = reading.sources.get(span.source);
        let line = format!(
            "fixed {}:{}:{}: [{}] `{}` is now `{}`",
            source.place(),
            span.start.line,
            span.start.column,
            found.code,
            printable(reading.sources.text(span)),
            printable(&suggestion.replacement),
        );
        files.entry(source.path.clone()).or_default().push(Change { suggestion, text: &source.text, line });
    }
    for changes in files.values_mut() {
        changes.sort_by_key(|change| change.suggestion.span.start.byte);
        let mut end = None;
        changes.retain(|change| {
            let span = change.suggestion.span;
            let free = end.is_none_or(|end| span.start.byte >= end);
            if free {
                end = Some(span.end.byte.max(span.start.byte + 1));
            }
            free
        });
    }
    files
}

/// A text that comes from a file must not talk to the terminal.
fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}

fn edit_file(path: &Path, changes: &[Change<'_>]) -> Result<(), String> {
    let Some(before) = changes.first().map(|change| change.text) else { return Ok(()) };
    let edits = changes.iter().map(|change| {
        let span = change.suggestion.span;
        (span.start.byte..span.end.byte, change.suggestion.replacement.as_str())
    });
    let after = edit::edited(before, edits).ok_or("a change does not fit the text")?;
    file::replace(path, before, &after)
}
