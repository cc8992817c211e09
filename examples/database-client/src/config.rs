//! The charm's options, as `config.yaml` declares them.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use ops::prelude::*;

/// Each field is checked against its option while the charm compiles: that there is one, that its type fits, and that a
/// field is an `Option` where the option has no default.
#[config]
pub(crate) struct Config {
    /// An `int` for Juju. 0 or 70000 would block the unit, with the option's name and the reason.
    pub(crate) port: NonZeroU16,
    #[config(name = "log-level")]
    pub(crate) log_level: LogLevel,
    pub(crate) admin_password: Option<SecretId>,
}

/// An option of type `string` can be anything that a string parses to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogLevel {
    Error,
    Info,
    Debug,
}

const LEVELS: [(&str, LogLevel); 3] =
    [("error", LogLevel::Error), ("info", LogLevel::Info), ("debug", LogLevel::Debug)];

impl FromStr for LogLevel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let level = LEVELS.iter().find(|(name, _)| *name == text).map(|(_, level)| *level);
        level.ok_or_else(|| format!("`{text}` is none of {}", LEVELS.map(|(name, _)| name).join(", ")))
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = LEVELS.iter().find(|(_, level)| level == self).map_or("", |(name, _)| *name);
        f.write_str(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_reads_as_it_is_written() {
        for (name, level) in LEVELS {
            assert_eq!(name.parse(), Ok(level));
            assert_eq!(level.to_string(), name);
        }
    }

    #[test]
    fn a_wrong_level_is_told_the_right_ones() {
        assert_eq!("loud".parse::<LogLevel>(), Err("`loud` is none of error, info, debug".into()));
    }
}
