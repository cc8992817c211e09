//! How bad a warning is to this person: nothing, a warning, an error.

use ops_metadata::{CATALOGUE, Code, Entry, Level};

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

/// What a person wants to hear of warnings.
pub(super) struct Levels<'a> {
    pub(super) allow: &'a [Allowed],
    pub(super) deny: &'a [Denied],
}

impl Levels<'_> {
    /// The level of a warning or an error, or nothing if it is allowed; what is both is denied.
    pub(super) fn judge(&self, code: Option<&str>, level: Level) -> Option<Level> {
        let denies = |denied: &Denied| match denied {
            Denied::Warnings => true,
            Denied::Code(denied) => code == Some(denied.as_str()),
        };
        let allowed = || self.allow.iter().any(|allowed| code == Some(allowed.0.as_str()));
        match level {
            Level::Error => Some(Level::Error),
            Level::Warning if self.deny.iter().any(denies) => Some(Level::Error),
            Level::Warning => (!allowed()).then_some(Level::Warning),
        }
    }
}
