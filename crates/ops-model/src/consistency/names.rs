//! Names: their form for Juju, and what was meant by one that is not known.

use ops_metadata::suggest::closest;

/// How many names are listed where none is near.
const MOST: usize = 8;

/// Juju's `[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*`: a part of digits alone would be taken for a unit's number.
pub(super) fn is_application(name: &str) -> bool {
    let mut has_letter = false;
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' => has_letter = true,
            b'-' if has_letter => has_letter = false,
            b'0'..=b'9' => {}
            _ => return false,
        }
    }
    has_letter && name.starts_with(|first: char| first.is_ascii_lowercase())
}

/// The name of an application, `/` and a number.
pub(super) fn is_unit(name: &str) -> bool {
    name.split_once('/').is_some_and(|(app, number)| is_application(app) && is_number(number))
}

/// Whether it is a unit of this application, whose name is one.
pub(super) fn is_unit_of(app: &str, name: &str) -> bool {
    name.strip_prefix(app).and_then(|rest| rest.strip_prefix('/')).is_some_and(is_number)
}

/// A number as Juju writes it.
pub(super) fn is_number(text: &str) -> bool {
    (text == "0" || !text.starts_with('0'))
        && !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

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
