//! What was meant by a name that is not known.

use ops_metadata::suggest::closest;

/// How many names are listed where none is near.
const MOST: usize = 8;

/// What to do about a name that is not known.
pub(super) fn help<'n>(name: &str, known: impl Iterator<Item = &'n str>, section: &str) -> String {
    let known: Vec<&str> = known.collect();
    match known.as_slice() {
        [] => format!("declare it under `{section}` in the metadata"),
        known => one_of(name, known.iter().copied()),
    }
}

/// The one that was meant, or else which there are.
pub(super) fn one_of<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let known: Vec<&str> = known.collect();
    if let Some(meant) = closest(name, &known) {
        return format!("did you mean `{meant}`?");
    }
    let listed: Vec<String> = known.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    let more = if known.len() > MOST { " and others" } else { "" };
    format!("there are {}{more}", listed.join(", "))
}
