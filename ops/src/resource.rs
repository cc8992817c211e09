//! Resources: files that come beside the charm.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::context::Context;
use crate::error::ModelError;
use crate::names::Resource;
use crate::pairs::Pairs;

/// The resources that were asked for in this dispatch.
#[derive(Default)]
pub(crate) struct Resources(RefCell<Pairs<&'static str, PathBuf>>);

impl Context {
    /// The file of a resource, on this machine: downloaded first if its newest revision is not here yet. That may take
    /// minutes.
    ///
    /// In the charm's own methods the resource is a constant: `cx.resource(Self::RESOURCES.server)?`. Of one of type
    /// `oci-image` the file says where the image is; Juju itself gives it to the container.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn install(cx: &Context, server: Resource) -> ops::Result {
    ///     match cx.resource(server) {
    ///         Ok(archive) => info!("unpacking {}", archive.display()),
    ///         Err(ModelError::ResourceUnavailable(_)) => {
    ///             cx.unit().set_status(Status::blocked(format!("attach the resource `{server}`")))?;
    ///         }
    ///         Err(error) => return Err(error.into()),
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// `resource-get` failed; [`ModelError::ResourceUnavailable`] if nobody has attached it.
    pub fn resource(&self, resource: Resource) -> Result<PathBuf, ModelError> {
        let inner = self.inner();
        if let Some(path) = inner.resources.0.borrow().get(resource.name()) {
            return Ok(path.clone());
        }
        let path = inner.tools.resource_get(resource.name())?;
        inner.resources.0.borrow_mut().insert(resource.name(), path.clone());
        Ok(path)
    }
}
