//! The names of applications and units, as Juju's `names` package has them.

use crate::halves::halves;

/// Juju's `[a-z][a-z0-9]*(-[a-z0-9]*[a-z][a-z0-9]*)*`: a part of digits alone would be taken for a unit's number.
pub(crate) fn is_application(name: &str) -> bool {
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
pub(crate) fn is_unit(name: &str) -> bool {
    halves(name, b'/').is_some_and(|(app, number)| is_application(app) && is_number(number))
}

/// Whether it is a unit of this application, whose name is one.
pub(crate) fn is_unit_of(app: &str, name: &str) -> bool {
    name.strip_prefix(app).and_then(|rest| rest.strip_prefix('/')).is_some_and(is_number)
}

/// A number as Juju writes it.
pub(crate) fn is_number(text: &str) -> bool {
    (text == "0" || !text.starts_with('0'))
        && !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
}
