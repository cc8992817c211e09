//! The unit whose charm runs.

use std::convert::Infallible;
use std::rc::Rc;

use super::known_status::KnownStatus;
use super::ports::{Change, Ports};
use crate::environment::Environment;
use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::names::{Binding, UnitName};
use crate::port::Port;
use crate::secret::Secrets;
use crate::status::{Status, StatusInfo};

/// The unit whose charm runs: `cx.unit()`.
///
/// ```
/// use ops::prelude::*;
///
/// fn started(cx: &Context) -> ops::Result {
///     cx.unit().set_workload_version("14.2")?;
///     cx.unit().set_status(Status::Active(format!("unit {} serves", cx.unit().number())))?;
///     Ok(())
/// }
/// ```
pub struct Unit {
    name: UnitName,
    availability_zone: Option<String>,
    machine_id: Option<Rc<str>>,
    principal: Option<UnitName>,
    is_in_action: bool,
    tools: Rc<Tools>,
    secrets: Secrets,
    status: KnownStatus,
    ports: Ports,
}

impl Unit {
    pub(super) fn new(environment: &Environment, tools: Rc<Tools>, secrets: Secrets) -> Self {
        Self {
            name: environment.unit.clone(),
            availability_zone: environment.availability_zone.clone(),
            machine_id: environment.machine_id.clone(),
            principal: environment.principal.clone(),
            is_in_action: environment.event.action().is_some(),
            tools,
            secrets,
            status: KnownStatus::default(),
            ports: Ports::default(),
        }
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// Its name, `application/number`.
    #[must_use]
    pub fn name(&self) -> &UnitName {
        &self.name
    }

    /// The name of its application.
    #[must_use]
    pub fn app_name(&self) -> &str {
        self.name.app()
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.name.number()
    }

    /// The cloud's zone that its machine is in, where the cloud has zones.
    #[must_use]
    pub fn availability_zone(&self) -> Option<&str> {
        self.availability_zone.as_deref()
    }

    /// The id of its machine, `3` or of a container `3/lxd/0`; `None` on Kubernetes.
    #[must_use]
    pub fn machine_id(&self) -> Option<&str> {
        self.machine_id.as_deref()
    }

    /// Of a subordinate: the unit beside which it runs.
    #[must_use]
    pub fn principal(&self) -> Option<&UnitName> {
        self.principal.as_ref()
    }

    /// Its status: as it was set in this dispatch, or else as Juju has it.
    ///
    /// # Errors
    /// `status-get` failed.
    pub fn status(&self) -> Result<StatusInfo, ModelError> {
        self.status.or_ask(|| Ok(StatusInfo::new(self.tools.unit_status_get()?)))
    }

    /// Sets its status, at once: it stays even if the hook fails. A `collect_unit_status` handler is the calmer way.
    ///
    /// The message is set with it, also to none. What is known to be so already, because it was set or read in this
    /// dispatch, is not sent again.
    ///
    /// # Errors
    /// `status-set` failed.
    #[expect(clippy::needless_pass_by_value, reason = "callers make one: `set_status(Status::active())`")]
    pub fn set_status(&self, status: Status) -> Result<(), ModelError> {
        self.status.set(false, &status, &self.tools)
    }

    /// Tells which version of the workload runs, at once.
    ///
    /// # Errors
    /// `application-version-set` failed.
    pub fn set_workload_version(&self, version: &str) -> Result<(), ModelError> {
        Ok(self.tools.application_version_set(version)?)
    }

    /// Opens a port or range, for all endpoints: the firewall lets it through once the application is exposed. It holds
    /// from the end of the hook on, if the hook succeeds.
    ///
    /// ```
    /// use ops::prelude::*;
    /// use ops::Port;
    ///
    /// fn serve(cx: &Context, website: Endpoint<Provides>) -> ops::Result {
    ///     cx.unit().open_port(80)?; // of TCP
    ///     cx.unit().open_port(Port::udp(8000).to(8010))?;
    ///     cx.unit().open_port_for(Port::tcp(443), &[website.into()])?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// `open-port` failed: another unit of the machine has the port, or it is a range and this is Kubernetes.
    pub fn open_port(&self, port: impl Into<Port>) -> Result<(), ModelError> {
        self.change_port(true, port.into(), &[])
    }

    /// The same for some endpoints only.
    ///
    /// # Errors
    /// As [`open_port`](Self::open_port).
    pub fn open_port_for(&self, port: impl Into<Port>, endpoints: &[Binding]) -> Result<(), ModelError> {
        self.change_port(true, port.into(), endpoints)
    }

    /// Closes a port or range, for all endpoints. One that is not open is fine. It holds from the end of the hook on, if
    /// the hook succeeds.
    ///
    /// # Errors
    /// `close-port` failed.
    pub fn close_port(&self, port: impl Into<Port>) -> Result<(), ModelError> {
        self.change_port(false, port.into(), &[])
    }

    /// The same for some endpoints only.
    ///
    /// # Errors
    /// `close-port` failed.
    pub fn close_port_for(&self, port: impl Into<Port>, endpoints: &[Binding]) -> Result<(), ModelError> {
        self.change_port(false, port.into(), endpoints)
    }

    /// The ports that are open for any endpoint, in order, as they will be when the hook has ended: Juju tells how they were when it
    /// began, and what was done since is added.
    ///
    /// # Errors
    /// `opened-ports` failed.
    pub fn opened_ports(&self) -> Result<Vec<Port>, ModelError> {
        Ok(super::ports::ports(&self.ports.opened(&self.tools)?))
    }

    /// The ports that are open for an endpoint, in order, by itself or with all others.
    ///
    /// # Errors
    /// As [`opened_ports`](Self::opened_ports).
    pub fn opened_ports_for(&self, endpoint: impl Into<Binding>) -> Result<Vec<Port>, ModelError> {
        self.ports.opened_for(endpoint.into().name(), &self.tools)
    }

    /// Opens these ports for all endpoints and closes all others; what is so already is left alone.
    ///
    /// ```
    /// use ops::prelude::*;
    /// use ops::Port;
    ///
    /// fn serve(cx: &Context, port: u16) -> ops::Result {
    ///     cx.unit().set_ports([port.into(), Port::icmp()])?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`opened_ports`](Self::opened_ports) and [`open_port`](Self::open_port).
    pub fn set_ports(&self, ports: impl IntoIterator<Item = Port>) -> Result<(), ModelError> {
        self.ports.set(&ports.into_iter().collect::<Vec<_>>(), &self.tools)
    }

    fn change_port(&self, opens: bool, port: Port, endpoints: &[Binding]) -> Result<(), ModelError> {
        self.ports.change(Change { opens, port, endpoints: endpoints.to_vec() }, &self.tools)
    }

    /// Reboots the machine when the hook has ended, if it succeeds.
    ///
    /// # Errors
    /// `juju-reboot` failed, or this is an action.
    pub fn reboot(&self) -> Result<(), ModelError> {
        self.request_reboot(false)
    }

    /// Reboots the machine now, and runs the hook again after that. It does not return: Juju kills the charm while it
    /// asks, and where Juju cannot (in a debug session) the program ends here.
    ///
    /// Nothing of this dispatch is kept: databags, stored state and deferred events stay as they were.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn new_kernel(cx: &Context) -> ops::Result {
    ///     match cx.unit().reboot_now()? {}
    /// }
    /// ```
    ///
    /// # Errors
    /// `juju-reboot` failed, or this is an action.
    pub fn reboot_now(&self) -> Result<Infallible, ModelError> {
        // Juju kills the charm before it could be sent.
        #[cfg(feature = "otlp")]
        crate::otlp::keep(None);
        self.request_reboot(true)?;
        std::process::exit(0)
    }

    fn request_reboot(&self, now: bool) -> Result<(), ModelError> {
        if self.is_in_action {
            return Err(ModelError::NotInAction { what: "juju-reboot" });
        }
        Ok(self.tools.juju_reboot(now)?)
    }
}
