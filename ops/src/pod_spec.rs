//! Pod specs, which are refused while the charm compiles.

use crate::context::Context;
use crate::error::ModelError;

/// What no type is: pod specs have gone from Juju, and sidecar charms took their place.
#[diagnostic::on_unimplemented(
    message = "[OPS0603] a charm cannot write the spec of its pods",
    label = "pod specs are gone from Juju",
    note = "write a sidecar charm: name the containers under `containers:` in the metadata, and handle `pebble_ready = \"…\"`"
)]
pub trait PodSpec {
    #[doc(hidden)]
    fn refused(self) -> Result<(), ModelError>;
}

impl Context {
    /// Refused: nothing can be given to it.
    ///
    /// `pod-spec-set`, `model.pod.set_spec` in Python, is gone from Juju 4. A *sidecar charm* takes its place: Juju makes the
    /// pod with the containers that the metadata names under `containers:`, and the charm runs beside them.
    ///
    /// ```compile_fail
    /// # use ops::prelude::*;
    /// fn start(cx: &Context) -> ops::Result {
    ///     cx.set_pod_spec("version: 3")?; // OPS0603
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// None: there is no program that calls it.
    pub fn set_pod_spec<S: PodSpec>(&self, spec: S) -> Result<(), ModelError> {
        spec.refused()
    }
}
