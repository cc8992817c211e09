//! What an interface's schema says about the databags of one side: which keys there are, which of them must be there, and
//! what their values are.
//!
//! A schema is a JSON file that a charm keeps beside its code, `interfaces/postgresql_client/v0/provider.json`. Most are
//! generated from pydantic's models, with `app` and `unit` at the root; older ones were written by hand, with other roots
//! or with none. `json` makes a tree of the file, `layout` finds the databags in it, `databag` collects the keys of
//! each, `value` says what the value of a key may be; `walk` follows references.
//!
//! ```
//! use ops_metadata::JsonTypes;
//! use ops_metadata::interface::{Encoding, read_schema_text};
//!
//! let reading = read_schema_text("provider.json", r##"{
//!     "$defs": {
//!         "ProviderData": {
//!             "type": "object",
//!             "properties": {
//!                 "endpoints": {"type": "string"},
//!                 "port": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null},
//!                 "roles": {"type": "array", "items": {"type": "string"}}
//!             },
//!             "required": ["endpoints", "roles"]
//!         }
//!     },
//!     "type": "object",
//!     "properties": {"app": {"$ref": "#/$defs/ProviderData"}}
//! }"##.into());
//! assert!(!reading.has_errors());
//! let app = reading.schema.app.ok_or("no data")?;
//! let port = app.key("port").ok_or("no port")?;
//! assert_eq!((port.types, port.nullable, port.required), (JsonTypes::INTEGER, true, false));
//! assert_eq!(port.encoding, Encoding::Plain);
//! assert_eq!(app.key("roles").ok_or("no roles")?.encoding, Encoding::Json);
//!
//! // A mistake has a place, as one in the metadata has.
//! let reading = read_schema_text("provider.json", "{\n  \"type\": \"array\"\n}".into());
//! let frame = ops_metadata::render::plain(&reading.sources, &reading.diagnostics[0]);
//! assert!(frame.contains("provider.json:2:11"), "{frame}");
//! # Ok::<(), &str>(())
//! ```

mod databag;
mod json;
mod layout;
mod schema;
mod value;
mod walk;

use std::io;
use std::path::Path;

pub use self::schema::{Additional, Databag, Encoding, Key, Schema};
pub(crate) use self::walk::Walk;

use crate::catalogue::BAD_SCHEMA;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::read::load;
use crate::source::{Source, Sources};

/// How many values a file may hold. The largest real one has some hundreds.
const MOST_NODES: usize = 100_000;

/// What [`read_schema`] found.
#[derive(Clone, Debug, Default)]
pub struct SchemaReading {
    /// The schema, as far as it could be used.
    pub schema: Schema,
    /// What is wrong with it, all of it under [`BAD_SCHEMA`]. Where there is an error, keys may be missing from the schema.
    pub diagnostics: Vec<Diagnostic>,
    /// The file, for the places in it.
    pub sources: Sources,
}

impl SchemaReading {
    /// Whether there is a diagnostic at the level of an error.
    pub fn has_errors(&self) -> bool {
        diagnostic::has_errors(&self.diagnostics)
    }
}

/// Reads the schema of one side of an interface. Messages show the path as it is given.
///
/// Never fails: what is wrong with the file, be it that there is none, is in the diagnostics.
pub fn read_schema(path: &Path) -> SchemaReading {
    let shown = path.display().to_string();
    let found = match std::fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => bad(format!("there is no file {shown}"))
            .help("put the interface's schema there, or correct the path"),
        // A folder; or a pipe, which might never end.
        Ok(about) if !about.is_file() => {
            bad(format!("{shown} is not a file")).help("it must be the JSON schema of an interface")
        }
        _ => return read_bytes(path, &shown, load::bytes(path)),
    };
    SchemaReading { diagnostics: vec![found], ..SchemaReading::default() }
}

/// Reads a schema from a text; `name` is for messages.
pub fn read_schema_text(name: &str, text: String) -> SchemaReading {
    read_source(Source::new(name.into(), name.to_owned(), text))
}

fn read_source(source: Source) -> SchemaReading {
    let mut reading = SchemaReading::default();
    let id = reading.sources.add(source);
    match json::parse(reading.sources.get(id), id, &mut reading.diagnostics) {
        Ok(root) => reading.schema = layout::read(&root, &mut reading.diagnostics),
        Err(found) => reading.diagnostics.push(*found),
    }
    diagnostic::sort(&mut reading.diagnostics);
    reading
}

/// The same from the bytes of a file, or from why there are none.
#[doc(hidden)]
pub fn read_bytes(path: &Path, name: &str, bytes: io::Result<Vec<u8>>) -> SchemaReading {
    match load::text(bytes, path, name) {
        Ok(text) => read_source(Source::new(path.to_owned(), name.to_owned(), text)),
        Err(found) => {
            let found = Diagnostic { code: BAD_SCHEMA, ..*found };
            SchemaReading { diagnostics: vec![found], ..SchemaReading::default() }
        }
    }
}

fn bad(message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(BAD_SCHEMA, message)
}

/// What can be used all the same.
fn warning(message: impl Into<String>) -> Diagnostic {
    bad(message).level(Level::Warning)
}
