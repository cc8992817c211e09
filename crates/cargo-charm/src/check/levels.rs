//! How bad a warning is to this person: nothing, a warning, an error.

use ops_metadata::{CATALOGUE, Code, Diagnostic, Entry, Level};

use crate::explain;

/// A warning that is not worth a word here.
#[derive(Clone, Copy)]
pub(crate) struct Allowed(Code);

/// Warnings that are errors here.
#[derive(Clone, Copy)]
pub(crate) enum Denied {
    /// All.
    Warnings,
    /// Those of one code.
    Code(Code),
}

/// Reads the value of `--allow`.
pub(crate) fn allowed(given: &str) -> Result<Allowed, String> {
    let entry = entry(given)?;
    match entry.level {
        Level::Warning => Ok(Allowed(entry.code)),
        Level::Error => {
            Err(format!("{} is an error ({}): only warnings can be allowed", entry.code, entry.title))
        }
    }
}

/// Reads the value of `--deny`.
pub(crate) fn denied(given: &str) -> Result<Denied, String> {
    if given == "warnings" { Ok(Denied::Warnings) } else { Ok(Denied::Code(entry(given)?.code)) }
}

fn entry(given: &str) -> Result<&'static Entry, String> {
    let wanted = explain::normal(given);
    CATALOGUE.iter().find(|entry| entry.code.as_str() == wanted).ok_or_else(|| explain::unknown(given))
}

/// Takes out what is allowed and raises what is denied; what is both is denied.
pub(super) fn apply(allow: &[Allowed], deny: &[Denied], diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.retain_mut(|found| {
        if found.level == Level::Warning && is_denied(deny, found.code) {
            found.level = Level::Error;
        }
        found.level == Level::Error || !is_allowed(allow, found.code)
    });
}

fn is_denied(deny: &[Denied], code: Code) -> bool {
    deny.iter().any(|denied| match denied {
        Denied::Warnings => true,
        Denied::Code(denied) => *denied == code,
    })
}

fn is_allowed(allow: &[Allowed], code: Code) -> bool {
    allow.iter().any(|allowed| allowed.0 == code)
}
