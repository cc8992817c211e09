//! The model that the unit is in, from the environment alone.

use crate::environment::Environment;
use crate::names::JujuVersion;

/// The model that the unit is in: `cx.model()`.
#[derive(Debug)]
pub struct Model {
    name: Box<str>,
    uuid: Box<str>,
    juju_version: JujuVersion,
}

impl Model {
    pub(super) fn new(environment: &Environment) -> Self {
        Self {
            name: environment.model_name.as_str().into(),
            uuid: environment.model_uuid.as_str().into(),
            juju_version: environment.juju_version.clone(),
        }
    }

    /// Its name; two models may have the same.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What tells it from all others.
    #[must_use]
    pub fn uuid(&self) -> &str {
        &self.uuid
    }

    /// The version of Juju's agent that runs the charm.
    #[must_use]
    pub fn juju_version(&self) -> &JujuVersion {
        &self.juju_version
    }
}
