//! The errors that handlers return and that the model's functions give.

use std::error::Error as StdError;
use std::fmt;

use crate::action::ResultsError;
use crate::backend::ToolError;
use crate::databag::DatabagError;
use crate::names::NameError;
use crate::secret::SecretContentError;

/// Any error: what a handler may return.
///
/// `?` converts every error type into it, and `.into()` a string.
pub type Error = Box<dyn StdError + Send + Sync + 'static>;

/// What a handler returns: `ops::Result` alone is «done, or an error of any type».
///
/// An `Err` is logged with its chain of causes, the process exits non-zero, and Juju drops what the hook had buffered
/// and runs it again.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// What the handler of an action returns: the action's results, or why it failed.
///
/// The results are a struct or a map, since each has a key; nothing else can be told to Juju, and another type (a
/// `String`, a number) fails the action. An `Err` becomes `action-fail`; the process itself succeeds and what it wrote is
/// committed.
///
/// ```
/// use ops::prelude::*;
///
/// #[derive(serde::Serialize)]
/// struct Backup {
///     archive_size: u64, // the key `archive-size`
/// }
///
/// fn back_up(free: u64) -> ActionResult<Backup> {
///     if free < 5 {
///         return Err(format!("only {free} bytes are free").into());
///     }
///     Ok(Backup { archive_size: 5 })
/// }
/// ```
pub type ActionResult<T = ()> = Result<T>;

/// Why a question to the model, or a write to it, failed. What a charm can act on is a variant.
///
/// ```
/// use ops::prelude::*;
///
/// /// Until the operator has granted the secret there is nothing that the charm could do.
/// fn password(cx: &Context, id: &SecretId) -> ops::Result<Option<SecretString>> {
///     match cx.secret(id).content() {
///         Ok(content) => Ok(content.get("password").cloned()),
///         Err(ModelError::SecretPermissionDenied { .. }) => {
///             cx.unit().set_status(Status::blocked("run `juju grant-secret`"))?;
///             Ok(None)
///         }
///         Err(error) => Err(error.into()),
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ModelError {
    /// A hook tool refused or could not be run.
    Tool(ToolError),
    /// The relation has ended, so nothing can be written to it.
    RelationGone {
        /// The relation, `endpoint:id`.
        relation: String,
    },
    /// A databag does not read as the type asked for, or a value cannot be written into one.
    Databag {
        /// The relation, `endpoint:id`.
        relation: String,
        /// Which key, and why.
        source: DatabagError,
    },
    /// The results of an action are not what Juju can take.
    Results(ResultsError),
    /// Juju answered with a name that is none.
    Name(NameError),
    /// There is no such secret, or none that this unit owns, where only its owner can ask.
    SecretNotFound {
        /// Its id, or `with the label …`.
        secret: String,
        /// What was asked, and Juju's own words.
        source: ToolError,
    },
    /// The secret is not granted to this unit's application, or no longer.
    SecretPermissionDenied {
        /// Its id, or `with the label …`.
        secret: String,
        /// What was asked, and Juju's own words.
        source: ToolError,
    },
    /// There is a secret with this label already.
    SecretLabelTaken {
        /// The label.
        label: String,
        /// What was asked, and Juju's own words.
        source: ToolError,
    },
    /// A secret's content is none that Juju takes, or not what was asked for: a key, a size, a type.
    SecretContent(SecretContentError),
}

impl ModelError {
    /// Why a tool refused something of this secret (its id, or the label that it was to have).
    pub(crate) fn of_secret(secret: String, source: ToolError) -> Self {
        if source.is_secret_not_found() {
            Self::SecretNotFound { secret, source }
        } else if source.is_permission_denied() {
            Self::SecretPermissionDenied { secret, source }
        } else if source.is_label_taken() {
            Self::SecretLabelTaken { label: secret, source }
        } else {
            Self::Tool(source)
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tool(error) => error.fmt(f),
            Self::RelationGone { relation } => write!(
                f,
                "relation {relation} has ended, so nothing can be written to it \
                 (ask `relation.is_broken()` first when the event may have been deferred)"
            ),
            Self::Databag { relation, source } => write!(f, "databag of relation {relation}: {source}"),
            Self::Results(error) => error.fmt(f),
            Self::Name(error) => error.fmt(f),
            Self::SecretNotFound { secret, source } => write!(
                f,
                "there is no secret {secret} that this unit can ask for in this way (it may be removed, or another's): {source}"
            ),
            Self::SecretPermissionDenied { secret, source } => write!(
                f,
                "this unit may not read the secret {secret}: {source} (its owner grants it: a charm over a relation, a \
                 user with `juju grant-secret`)"
            ),
            Self::SecretLabelTaken { label, source } => {
                write!(f, "another secret has the label `{label}`: {source}")
            }
            Self::SecretContent(error) => write!(f, "content of a secret: {error}"),
        }
    }
}

// The texts above hold those of their causes already: a chain would say them twice.
impl StdError for ModelError {}

impl From<ToolError> for ModelError {
    fn from(error: ToolError) -> Self {
        Self::Tool(error)
    }
}

impl From<ResultsError> for ModelError {
    fn from(error: ResultsError) -> Self {
        Self::Results(error)
    }
}

impl From<SecretContentError> for ModelError {
    fn from(error: SecretContentError) -> Self {
        Self::SecretContent(error)
    }
}

impl From<NameError> for ModelError {
    fn from(error: NameError) -> Self {
        Self::Name(error)
    }
}

/// The error with all its causes, in one line: `error: cause: cause of the cause`.
pub(crate) fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Layer(&'static str, Option<Box<Layer>>);

    impl fmt::Display for Layer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl StdError for Layer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            self.1.as_deref().map(|cause| cause as _)
        }
    }

    #[test]
    fn a_chain_says_every_cause() {
        let error =
            Layer("no database", Some(Box::new(Layer("refused", Some(Box::new(Layer("no route", None)))))));
        assert_eq!(chain(&error), "no database: refused: no route");
    }
}
