//! Events of the unit itself. Juju tells nothing of them but their name.

use super::{Core, FromEvent, JujuEvent, RecordError, deferrable, is_event, is_kind_of};

/// What the events of the unit itself have in common: for a handler of several of them. `Stop` and `Remove` do not
/// become one, because it can be deferred and they cannot.
#[derive(Debug)]
pub struct LifecycleEvent {
    pub(super) core: Core,
}

is_event!(LifecycleEvent, core);

macro_rules! lifecycle {
    ($($(#[$doc:meta])* $event:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $event {
            base: LifecycleEvent,
        }

        impl JujuEvent for $event {
            fn from_core(core: Core) -> Result<Self, RecordError> {
                Ok(Self { base: LifecycleEvent { core } })
            }
        }
    )*};
}

lifecycle! {
    /// `install`: once, before anything else.
    Install;
    /// `start`: once after the first `config-changed`, and after a reboot.
    Start;
    /// `config-changed`: options, trust or addresses may have changed.
    ConfigChanged;
    /// `upgrade-charm`: these are new files of the charm, or this is a new pod.
    UpgradeCharm;
    /// `update-status`: every five minutes or so.
    UpdateStatus;
    /// `stop`: the unit is about to go.
    Stop;
    /// `remove`: the last event of a unit.
    Remove;
    /// `leader-elected`: this unit has become the leader.
    LeaderElected;
    /// `leader-settings-changed`: another unit has become the leader (before Juju 4).
    LeaderSettingsChanged;
}

is_kind_of!(LifecycleEvent: Install Start ConfigChanged UpgradeCharm UpdateStatus LeaderElected LeaderSettingsChanged);
is_event!(Stop, base.core);
is_event!(Remove, base.core);

#[diagnostic::do_not_recommend]
impl FromEvent<Self> for Stop {
    fn from_event(event: Self) -> Self {
        event
    }
}

#[diagnostic::do_not_recommend]
impl FromEvent<Self> for Remove {
    fn from_event(event: Self) -> Self {
        event
    }
}

deferrable! {
    LifecycleEvent Install Start ConfigChanged UpgradeCharm UpdateStatus LeaderElected LeaderSettingsChanged
}
