//! The events that Juju sends to a charm, and which of them follow from its metadata.

use crate::metadata::{Metadata, named};

/// What an event is about, where it is about something that the metadata names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// An endpoint: `provides`, `requires` or `peers`.
    Endpoint,
    /// A storage.
    Storage,
    /// A container.
    Container,
    /// An action.
    Action,
}

impl Subject {
    /// The word for messages: `endpoint`.
    pub fn as_str(self) -> &'static str {
        match self {
            Subject::Endpoint => "endpoint",
            Subject::Storage => "storage",
            Subject::Container => "container",
            Subject::Action => "action",
        }
    }
}

macro_rules! event_kinds {
    ($($kind:ident $attribute:literal $subject:expr, $deferrable:literal;)*) => {
        /// A kind of event, by the name of its Rust type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EventKind {
            $(#[doc = concat!("`", $attribute, "`")] $kind,)*
        }

        impl EventKind {
            /// All of them.
            pub const ALL: &[EventKind] = &[$(EventKind::$kind),*];

            /// The name in `#[on(…)]`: `relation_changed`, `action`.
            pub fn attribute(self) -> &'static str {
                match self { $(EventKind::$kind => $attribute,)* }
            }

            /// The name of its type in the `ops` crate: `RelationChanged`.
            pub fn type_name(self) -> &'static str {
                match self { $(EventKind::$kind => stringify!($kind),)* }
            }

            /// What it is about; nothing for an event of the unit as a whole.
            pub fn subject(self) -> Option<Subject> {
                match self { $(EventKind::$kind => $subject,)* }
            }

            /// Whether it may be put off. What ends with its hook may not: the unit's end, an action, and the two
            /// secret events that ask for a new revision now.
            pub fn deferrable(self) -> bool {
                match self { $(EventKind::$kind => $deferrable,)* }
            }
        }
    };
}

const ENDPOINT: Option<Subject> = Some(Subject::Endpoint);
const STORAGE: Option<Subject> = Some(Subject::Storage);
const CONTAINER: Option<Subject> = Some(Subject::Container);
const ACTION: Option<Subject> = Some(Subject::Action);

event_kinds! {
    Install "install" None, true;
    Start "start" None, true;
    ConfigChanged "config_changed" None, true;
    UpgradeCharm "upgrade_charm" None, true;
    UpdateStatus "update_status" None, true;
    Stop "stop" None, false;
    Remove "remove" None, false;
    LeaderElected "leader_elected" None, true;
    LeaderSettingsChanged "leader_settings_changed" None, true;
    RelationCreated "relation_created" ENDPOINT, true;
    RelationJoined "relation_joined" ENDPOINT, true;
    RelationChanged "relation_changed" ENDPOINT, true;
    RelationDeparted "relation_departed" ENDPOINT, true;
    RelationBroken "relation_broken" ENDPOINT, true;
    StorageAttached "storage_attached" STORAGE, true;
    StorageDetaching "storage_detaching" STORAGE, true;
    PebbleReady "pebble_ready" CONTAINER, true;
    PebbleCustomNotice "pebble_custom_notice" CONTAINER, true;
    PebbleCheckFailed "pebble_check_failed" CONTAINER, true;
    PebbleCheckRecovered "pebble_check_recovered" CONTAINER, true;
    SecretChanged "secret_changed" None, true;
    SecretExpired "secret_expired" None, false;
    SecretRemove "secret_remove" None, true;
    SecretRotate "secret_rotate" None, false;
    Action "action" ACTION, false;
}

impl EventKind {
    /// The kind that `#[on(…)]` calls so.
    pub fn from_attribute(name: &str) -> Option<Self> {
        named(Self::ALL, EventKind::attribute, name)
    }

    /// The name under which Juju dispatches it: `config-changed`, `db-relation-changed`; `action:NAME` for an action.
    ///
    /// ```
    /// use ops_metadata::EventKind;
    ///
    /// assert_eq!(EventKind::RelationChanged.hook_name(Some("db")), "db-relation-changed");
    /// ```
    pub fn hook_name(self, subject: Option<&str>) -> String {
        let name = self.attribute().replace('_', "-");
        match (self, subject) {
            (_, None) => name,
            (EventKind::Action, Some(action)) => format!("action:{action}"),
            (_, Some(subject)) => format!("{subject}-{name}"),
        }
    }
}

/// Every event that Juju can send to a charm with this metadata: hook names, sorted, then `action:NAME`, sorted.
///
/// Hooks that Juju declares and never runs, or dropped in Juju 4, are not among them: `leader-deposed`,
/// `collect-metrics`, `meter-status-changed`, `pre-series-upgrade`, `post-series-upgrade`.
pub fn events(metadata: &Metadata) -> Vec<String> {
    let mut hooks = Vec::new();
    let mut actions = Vec::new();
    for &kind in EventKind::ALL {
        match kind.subject() {
            None => hooks.push(kind.hook_name(None)),
            Some(subject) => {
                let events = if subject == Subject::Action { &mut actions } else { &mut hooks };
                for name in metadata.names(subject) {
                    events.push(kind.hook_name(Some(name)));
                }
            }
        }
    }
    hooks.sort_unstable();
    hooks.dedup();
    actions.sort_unstable();
    actions.dedup();
    hooks.append(&mut actions);
    hooks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attribute_and_kind_are_inverse() {
        for &kind in EventKind::ALL {
            assert_eq!(EventKind::from_attribute(kind.attribute()), Some(kind));
        }
        assert_eq!(EventKind::from_attribute("relation-changed"), None);
    }

    #[test]
    fn a_charm_without_names_has_the_unit_s_events() {
        let events = events(&Metadata::default());
        assert_eq!(events.len(), 13);
        assert!(events.contains(&"update-status".to_owned()));
        assert!(!events.iter().any(|event| event.contains("relation")));
    }
}
