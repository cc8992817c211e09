//! What is wrong with the configuration, in the words the operator will read in the unit's status.

use std::fmt;

/// An option whose value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    name: &'static str,
    reason: String,
}

impl OptionError {
    pub(crate) fn new(name: &'static str, reason: String) -> Self {
        Self { name, reason }
    }

    /// The option's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name
    }

    /// Why its value cannot be used.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "option `{}`: {}", self.name, self.reason)
    }
}

impl std::error::Error for OptionError {}

/// Every option whose value cannot be used; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    options: Vec<OptionError>,
}

impl ConfigError {
    /// The error of all that are wrong; `None` if none is.
    pub(crate) fn of<'a>(errors: impl IntoIterator<Item = Option<&'a OptionError>>) -> Option<Self> {
        let options: Vec<OptionError> = errors.into_iter().flatten().cloned().collect();
        (!options.is_empty()).then_some(Self { options })
    }

    /// The options, in the order of the struct's fields.
    #[must_use]
    pub fn options(&self) -> &[OptionError] {
        &self.options
    }
}

impl From<OptionError> for ConfigError {
    fn from(error: OptionError) -> Self {
        Self { options: vec![error] }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, option) in self.options.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { "; " })?;
            option.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_option_is_named() {
        let port = OptionError::new("port", "70000 does not fit".to_owned());
        let level = OptionError::new("log-level", "no such level".to_owned());
        let error = ConfigError::of([Some(&port), None, Some(&level)]).unwrap();
        assert_eq!(error.to_string(), "option `port`: 70000 does not fit; option `log-level`: no such level");
        assert_eq!(ConfigError::of([None]), None);
    }
}
