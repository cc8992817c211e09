//! The model that the unit is in.

use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

use crate::cloud::CloudSpec;
use crate::environment::Environment;
use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::names::JujuVersion;

/// The model that the unit is in: `cx.model()`.
///
/// ```
/// use ops::prelude::*;
///
/// fn describe(cx: &Context) {
///     let model = cx.model();
///     info!("in {} ({}), under Juju {}", model.name(), model.uuid(), model.juju_version());
///     if !model.juju_version().has_secrets() {
///         warn!("passwords go into databags here");
///     }
/// }
/// ```
pub struct Model {
    name: Rc<str>,
    uuid: Rc<str>,
    juju_version: JujuVersion,
    tools: Rc<Tools>,
    cloud: OnceCell<Rc<CloudSpec>>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, uuid, juju_version, .. } = self;
        write!(f, "Model({name} {uuid}, Juju {juju_version})")
    }
}

impl Model {
    pub(super) fn new(environment: &Environment, tools: Rc<Tools>) -> Self {
        Self {
            tools,
            cloud: OnceCell::new(),
            name: environment.model_name.clone(),
            uuid: environment.model_uuid.clone(),
            juju_version: environment.juju_version.clone(),
        }
    }

    /// Its name; two models may have the same. From `JUJU_MODEL_NAME`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What tells it from all others. From `JUJU_MODEL_UUID`.
    #[must_use]
    pub fn uuid(&self) -> &str {
        &self.uuid
    }

    /// The version of Juju's agent that runs the charm. From `JUJU_VERSION`.
    #[must_use]
    pub fn juju_version(&self) -> &JujuVersion {
        &self.juju_version
    }

    /// The cloud that the model is in, with its credential (`credential-get`). Asked once a dispatch.
    ///
    /// # Errors
    /// `credential-get` failed; [`ModelError::NotTrusted`] until somebody says `juju trust APPLICATION`.
    pub fn cloud_spec(&self) -> Result<Rc<CloudSpec>, ModelError> {
        if let Some(cloud) = self.cloud.get() {
            return Ok(cloud.clone());
        }
        let cloud = Rc::new(CloudSpec::new(self.tools.credential_get()?));
        Ok(self.cloud.get_or_init(|| cloud).clone())
    }
}
