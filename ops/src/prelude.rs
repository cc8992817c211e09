//! Everything that a charm names: `use ops::prelude::*;`.
//!
//! `ops::Result` and `ops::Error` are not in it: they would hide the standard library's.

pub use crate::action::ActionContext;
pub use crate::config::{ConfigError, Values};
pub use crate::context::{App, Context, Leader, Model, Unit};
pub use crate::error::{ActionResult, ModelError};
pub use crate::event::{
    ConfigChanged, Deferrable, Emitted, Event, FromEvent, Install, LeaderElected, LeaderSettingsChanged,
    LifecycleEvent, PebbleCheckFailed, PebbleCheckRecovered, PebbleCustomNotice, PebbleReady, RelationBroken,
    RelationChanged, RelationCreated, RelationDeparted, RelationEvent, RelationJoined, Remove, SecretChanged,
    SecretEvent, SecretExpired, SecretRemove, SecretRotate, Seen, Start, Stop, StorageAttached,
    StorageDetaching, StorageEvent, UnknownEvent, UpdateStatus, UpgradeCharm, WorkloadEvent,
};
pub use crate::macros::{action, charm, component, config, databag, event, on, stored_state};
pub use crate::names::{
    ActionName, Binding, Container, Endpoint, JujuVersion, Multiple, OptionName, Peers, Provides, RelationId,
    Requires, Resource, SecretId, Single, Storage, UnitName,
};
pub use crate::port::Port;
pub use crate::relation::{LocalBag, Relation, RemoteBag};
pub use crate::secret::{OwnedSecret, RotatePolicy, Secret, SecretContent, SecretMetadata};
pub use crate::state::{OldState, StoredState};
pub use crate::status::{Status, StatusInfo, StatusKind};
pub use crate::storage::StorageInstance;
pub use secrecy::{ExposeSecret, SecretString};
pub use tracing::{debug, error, info, trace, warn};
