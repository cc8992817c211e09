//! Juju charms in Rust.
//!
//! A charm is a struct; its handlers are methods. `#[charm]` checks both against the charm's own metadata while they
//! compile, and [`main!`] makes the program that Juju runs for each event. This crate is what such a program links:
//!
//! * [`Context`] is the model as the unit may see and change it: its [`Unit`], its [`App`], [`Relation`]s with their
//!   databags, [`mod@config`], leadership ([`Leader`]), statuses ([`Status`]), the action that runs.
//!   Beside these: [`Network`]s, [`Port`]s, [`StorageInstance`]s, [resources](Context::resource), the [`GoalState`], the
//!   [cloud](Model::cloud_spec).
//! * [`mod@event`] has the events as types. Nothing is asked of Juju to make one.
//! * [`Secret`] is one to read, [`OwnedSecret`] one to manage; what is in them is a [`SecretContent`].
//! * [`mod@databag`] reads and writes a databag as a struct.
//! * [`backend`] is the way to Juju: the socket of the unit's agent, or hook tools, one process each.
//!
//! ```no_run
//! use ops::prelude::*;
//!
//! #[config(metadata = "../examples/hello")]
//! struct Config {
//!     greeting: String,
//!     recipient: Option<String>,
//! }
//!
//! // In a charm of your own without `metadata = …`: the macros find charmcraft.yaml beside Cargo.toml.
//! #[charm(metadata = "../examples/hello")]
//! struct Hello {
//!     #[config]
//!     config: Config,
//! }
//!
//! #[charm(metadata = "../examples/hello")]
//! impl Hello {
//!     #[on(start)]
//!     fn start(&mut self, cx: &Context) -> ops::Result {
//!         cx.unit().set_workload_version("1.0")?;
//!         Ok(())
//!     }
//!
//!     #[on(collect_unit_status)]
//!     fn status(&self, _cx: &Context) -> Status {
//!         match &self.config.recipient {
//!             Some(recipient) => Status::Active(format!("{}, {recipient}", self.config.greeting)),
//!             None => Status::blocked("set the option `recipient`"),
//!         }
//!     }
//! }
//!
//! ops::main!(Hello);
//! ```
//!
//! The attributes say what they take: [`charm`](macro@charm), [`component`](macro@component), [`event`](macro@crate::event), [`on`](macro@on), [`config`](macro@config),
//! [`action`](macro@action), [`stored_state`](macro@stored_state), [`databag`](macro@databag).
//!
//! An error of theirs shows the lines of the metadata that it is about, as text. With the feature `nightly-spans`, on a nightly compiler, these
//! stand in frames of the compiler's own.
//!
//! With the feature `migrate` a charm takes over what the same charm in Python had stored: `ops::migrate`.
//!
//! What a handler returns as an `Err` fails the hook: Juju drops what it had buffered and runs it again. Log with
//! [`tracing`]: it goes to `juju-log`, from the charm's own crate at `DEBUG` and above, from others at `INFO` and above, unless
//! [`main!`] or the environment variable `OPS_LOG` says otherwise.
//!
//! With the feature `otlp` each dispatch is a trace that is sent to an OpenTelemetry collector: the module `otlp`. With `otlp-tls` that
//! may have HTTPS.

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod action;
pub mod backend;
mod bounded;
mod charm;
mod checks;
mod cloud;
pub mod config;
mod context;
pub mod databag;
mod dispatch;
mod environment;
mod error;
pub mod event;
mod goal_state;
mod hook_tools;
mod json;
mod known;
mod log;
mod macros;
#[cfg(feature = "migrate")]
pub mod migrate;
mod names;
mod network;
#[cfg(feature = "otlp")]
pub mod otlp;
mod pairs;
mod pod_spec;
mod port;
pub mod prelude;
mod relation;
mod resource;
mod scan;
mod secret;
#[cfg(any(unix, feature = "migrate"))]
#[cfg(test)]
mod seeded;
mod spans;
mod state;
mod status;
mod storage;
#[cfg(feature = "testing")]
pub mod testing;
mod texts;
mod time;
mod unreadable;

pub use action::{ActionContext, ResultsError};
pub use cloud::{CloudCredential, CloudSpec};
pub use config::ConfigError;
pub use context::{App, Context, Leader, Model, Unit};
pub use databag::DatabagError;
pub use error::{ActionResult, Error, ModelError, Result};
pub use event::*;
pub use goal_state::{EndpointGoal, GoalState, GoalStatus};
pub use macros::{action, charm, component, config, databag, event, on, stored_state};
pub use names::{
    ActionName, AtMostOne, AtMostOneRelation, Binding, Container, Endpoint, JujuVersion, Multiple, NameError,
    OptionName, Peers, Provides, RelationId, Requires, Resource, SecretId, Single, Storage, UnitName,
};
pub use network::{Address, BindAddress, Network, Subnet};
pub use pod_spec::PodSpec;
pub use port::{Port, Protocol};
pub use relation::{LocalBag, Relation, RemoteBag};
pub use secrecy;
pub use secret::{
    Expiry, OwnedSecret, RotatePolicy, Secret, SecretAccess, SecretContent, SecretContentError, SecretInfo,
    SecretMetadata, SecretOwner,
};
pub use state::{OldState, StateError, StoredState};
pub use status::{Status, StatusInfo, StatusKind};
pub use storage::StorageInstance;
pub use tracing;

/// The charm's `fn main`: runs the event that Juju has started the program for.
///
/// ```no_run
/// use ops::prelude::*;
///
/// #[charm(metadata = "../examples/hello")]
/// struct Hello;
///
/// #[charm(metadata = "../examples/hello")]
/// impl Hello {}
///
/// ops::main!(Hello);
/// ```
///
/// It logs the lines of the charm's own crate from `DEBUG` on and those of others from `INFO` on. `log = "…"` says otherwise: a
/// level for all, or that of a module, or several after commas; what does not read is passed over with a warning. The
/// environment variable `OPS_LOG` says the same, and has the last word.
///
/// ```
/// # use ops::prelude::*;
/// # #[charm(metadata = "../examples/hello")]
/// # struct Hello;
/// # #[charm(metadata = "../examples/hello")]
/// # impl Hello {}
/// ops::main!(Hello, log = "info,hello::database=trace,hyper=off");
/// ```
#[macro_export]
macro_rules! main {
    ($charm:ty $(,)?) => {
        $crate::main!($charm, log = "");
    };
    ($charm:ty, log = $levels:expr $(,)?) => {
        fn main() -> ::std::process::ExitCode {
            $crate::__private::main::<$charm>(::core::module_path!(), $levels)
        }
    };
}
