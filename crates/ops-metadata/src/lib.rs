//! The metadata of a Juju charm as typed data, with the place of each key and each value.
//!
//! The macros, `cargo charm check`, the model and the simulator all ask the same questions: which endpoints has this
//! charm, which type has this option, which events can come, and what would Juju refuse? This crate is the one place that
//! knows. It reads `charmcraft.yaml`, or `metadata.yaml` with `config.yaml` and `actions.yaml`, and never stops at the
//! first mistake: [`read`] returns what could be read and everything that is wrong with it.
//!
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let folder = folder.path();
//! std::fs::write(folder.join("metadata.yaml"), "
//! name: web
//! summary: A web application.
//! description: A web application.
//! requires:
//!   db:
//!     interface: postgresql_client
//! ")?;
//! let reading = ops_metadata::read(folder);
//! assert!(!reading.has_errors());
//! assert!(reading.metadata.endpoint("db").is_some());
//! assert!(ops_metadata::events(&reading.metadata).contains(&"db-relation-changed".to_owned()));
//!
//! // A mistake has a code, a place and a help; what else the file says is read all the same.
//! std::fs::write(folder.join("config.yaml"), "
//! options:
//!   port:
//!     type: integer
//! ")?;
//! let reading = ops_metadata::read(folder);
//! let mistake = &reading.diagnostics[0];
//! assert_eq!(mistake.code, ops_metadata::catalogue::UNKNOWN_OPTION_TYPE);
//! let frame = ops_metadata::render::plain(&reading.sources, mistake);
//! assert!(frame.contains("config.yaml:4:11"), "{frame}");
//! assert!(frame.contains("help: did you mean `int`?"), "{frame}");
//! assert!(reading.metadata.endpoint("db").is_some());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! [`interface`] reads in the same way what the schema of an interface says about its databags.

pub mod base64;
pub mod catalogue;
mod check;
mod diagnostic;
mod events;
pub mod interface;
mod json_types;
mod letters;
pub mod metadata;
mod read;
pub mod render;
mod source;
pub mod suggest;
mod versions;
pub mod yaml;

pub use catalogue::{CATALOGUE, Entry};
pub use diagnostic::{Code, Diagnostic, Level, Related, Suggestion};
pub use events::{EventKind, Subject, events};
pub use json_types::JsonTypes;
pub use metadata::{
    Action, Alternative, Assumption, CharmLib, CharmUser, ConfigOption, Container, Device, Endpoint, Links,
    Metadata, Mount, OptionType, Parameter, Payload, Platform, Resource, ResourceKind, Role, Scope, Section,
    Storage, StorageKind,
};
#[doc(hidden)]
pub use read::read_bytes;
pub use read::{METADATA_KEYS, Reading, candidates, files, read};
pub use source::{Mark, Source, SourceId, Sources, Span, Spanned};
pub use versions::{Bound, JujuVersion};
pub use yaml::{Node, Scalar, Value};
