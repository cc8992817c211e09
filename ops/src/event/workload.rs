//! Events of a workload container's Pebble.
//!
//! What they tell is in the variables that Juju sets for a hook of a container (<https://documentation.ubuntu.com/juju/latest/reference/hook/>): `JUJU_WORKLOAD_NAME`,
//! `JUJU_NOTICE_ID`, `JUJU_NOTICE_TYPE`, `JUJU_NOTICE_KEY`, `JUJU_PEBBLE_CHECK_NAME`.

use super::{Core, JujuEvent, RecordError, deferrable, is_event, is_kind_of};

/// What all events of a workload have in common: for a handler of several of them.
///
/// ```
/// use ops::prelude::*;
///
/// /// `#[on(pebble_ready = "web", pebble_check_recovered = "web")]`
/// fn up(event: WorkloadEvent) {
///     info!("the container {} is up", event.container());
/// }
/// ```
///
/// Source: `JUJU_WORKLOAD_NAME`, which Juju sets for the hook.
#[derive(Debug)]
pub struct WorkloadEvent {
    pub(super) core: Core,
    container: String,
}

impl JujuEvent for WorkloadEvent {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        let container = core.record.require("JUJU_WORKLOAD_NAME")?.to_owned();
        Ok(Self { core, container })
    }
}

is_event!(WorkloadEvent, core);

/// `<container>-pebble-ready`: Pebble answers, for the first time or after the container was restarted.
///
/// ```
/// use ops::prelude::*;
///
/// fn ready(cx: &Context, event: PebbleReady) -> ops::Result {
///     cx.unit().set_status(Status::maintenance(format!("starting {}", event.container())))?;
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct PebbleReady {
    base: WorkloadEvent,
}

/// `<container>-pebble-custom-notice`: the workload has something to say, by `pebble notify KEY`. Since Juju 3.4.
///
/// ```
/// use ops::prelude::*;
///
/// fn noticed(event: PebbleCustomNotice) {
///     if event.notice_key() == "example.com/backup-done" {
///         info!("notice {} of {}", event.notice_id(), event.container());
///     }
/// }
/// ```
///
/// Source: `JUJU_NOTICE_ID`, `JUJU_NOTICE_TYPE` and `JUJU_NOTICE_KEY`.
#[derive(Debug)]
pub struct PebbleCustomNotice {
    base: WorkloadEvent,
    id: String,
    kind: String,
    key: String,
}

/// `<container>-pebble-check-failed`: a health check has reached its threshold of failures. Since Juju 3.6.
///
/// ```
/// use ops::prelude::*;
///
/// fn failed(cx: &Context, event: PebbleCheckFailed) -> ops::Result {
///     cx.unit().set_status(Status::blocked(format!("{}: {} fails", event.container(), event.check_name())))?;
///     Ok(())
/// }
/// ```
///
/// Source: `JUJU_PEBBLE_CHECK_NAME`.
#[derive(Debug)]
pub struct PebbleCheckFailed {
    base: WorkloadEvent,
    check: String,
}

/// `<container>-pebble-check-recovered`: a health check that had failed succeeds again. Since Juju 3.6.
///
/// ```
/// use ops::prelude::*;
///
/// fn recovered(cx: &Context, event: PebbleCheckRecovered) -> ops::Result {
///     info!("{} is well again", event.check_name());
///     cx.unit().set_status(Status::active())?;
///     Ok(())
/// }
/// ```
///
/// Source: `JUJU_PEBBLE_CHECK_NAME`.
#[derive(Debug)]
pub struct PebbleCheckRecovered {
    base: WorkloadEvent,
    check: String,
}

impl JujuEvent for PebbleReady {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: WorkloadEvent::from_core(core)? })
    }
}

impl JujuEvent for PebbleCustomNotice {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        let record = &core.record;
        let id = record.require("JUJU_NOTICE_ID")?.to_owned();
        let kind = record.require("JUJU_NOTICE_TYPE")?.to_owned();
        let key = record.require("JUJU_NOTICE_KEY")?.to_owned();
        Ok(Self { base: WorkloadEvent::from_core(core)?, id, kind, key })
    }
}

fn with_check(core: Core) -> Result<(WorkloadEvent, String), RecordError> {
    let check = core.record.require("JUJU_PEBBLE_CHECK_NAME")?.to_owned();
    Ok((WorkloadEvent::from_core(core)?, check))
}

impl JujuEvent for PebbleCheckFailed {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        with_check(core).map(|(base, check)| Self { base, check })
    }
}

impl JujuEvent for PebbleCheckRecovered {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        with_check(core).map(|(base, check)| Self { base, check })
    }
}

impl PebbleCustomNotice {
    /// The notice's id in Pebble.
    #[must_use]
    pub fn notice_id(&self) -> &str {
        &self.id
    }

    /// The notice's type: `custom`.
    #[must_use]
    pub fn notice_type(&self) -> &str {
        &self.kind
    }

    /// The notice's key, like `example.com/path`.
    #[must_use]
    pub fn notice_key(&self) -> &str {
        &self.key
    }
}

impl PebbleCheckFailed {
    /// The name of the check.
    #[must_use]
    pub fn check_name(&self) -> &str {
        &self.check
    }
}

impl PebbleCheckRecovered {
    /// The name of the check.
    #[must_use]
    pub fn check_name(&self) -> &str {
        &self.check
    }
}

impl WorkloadEvent {
    /// The name of the container, as in `containers:`.
    #[must_use]
    pub fn container(&self) -> &str {
        &self.container
    }
}

macro_rules! common {
    ($($event:ident)*) => {$(
        impl $event {
            /// The name of the container, as in `containers:`.
            #[must_use]
            pub fn container(&self) -> &str {
                self.base.container()
            }
        }
    )*};
}

common!(PebbleReady PebbleCustomNotice PebbleCheckFailed PebbleCheckRecovered);
is_kind_of!(WorkloadEvent: PebbleReady PebbleCustomNotice PebbleCheckFailed PebbleCheckRecovered);
deferrable!(WorkloadEvent PebbleReady PebbleCustomNotice PebbleCheckFailed PebbleCheckRecovered);
