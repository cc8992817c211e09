//! Names as Juju has them: those that metadata declares, and those that Juju gives at run time.

mod declared;
mod relation_id;
mod secret_id;
mod unit_name;
mod version;

use std::fmt;

pub use declared::{
    ActionName, AtMostOne, AtMostOneRelation, Binding, Container, Endpoint, Multiple, OptionName, Peers,
    Provides, Requires, Resource, Single, Storage,
};
pub use relation_id::RelationId;
pub use secret_id::SecretId;
pub use unit_name::UnitName;
pub use version::JujuVersion;

/// A text that is not the name it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    kind: &'static str,
    /// Absent where it may be what nobody is to see.
    text: Option<String>,
}

impl NameError {
    pub(crate) fn new(kind: &'static str, text: &str) -> Self {
        Self { kind, text: Some(text.to_owned()) }
    }

    /// Without the text: whoever mistook its place may have put a password there.
    pub(crate) fn unseen(kind: &'static str) -> Self {
        Self { kind, text: None }
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => write!(f, "`{text}` is not {}", self.kind),
            None => write!(f, "{} is needed", self.kind),
        }
    }
}

impl std::error::Error for NameError {}
