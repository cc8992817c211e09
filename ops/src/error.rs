//! The errors that handlers return and that the model's functions give.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use crate::action::ResultsError;
use crate::backend::ToolError;
use crate::databag::DatabagError;
use crate::names::{JujuVersion, NameError};
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

/// Why a question to the model, or a write to it, failed: what was asked, of what, and Juju's own words.
///
/// What people act on is a variant:
///
/// ```
/// use ops::prelude::*;
///
/// fn cloud(cx: &Context) -> ops::Result<Option<String>> {
///     match cx.model().cloud_spec() {
///         Ok(cloud) => Ok(Some(cloud.name().to_owned())),
///         Err(error @ ModelError::NotTrusted(_)) => {
///             cx.unit().set_status(Status::blocked(error.to_string()))?;
///             Ok(None)
///         }
///         Err(error) => Err(error.into()), // Juju runs the hook again
///     }
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ModelError {
    /// A hook tool refused or could not be run, for none of the reasons below.
    Tool(ToolError),
    /// Juju lets only the leader do this, and this unit is not the leader (any more).
    NotLeader(ToolError),
    /// Juju does not let this unit see or do this.
    PermissionDenied(ToolError),
    /// Juju tells of its cloud only to an application that is trusted: `juju trust APPLICATION`.
    NotTrusted(ToolError),
    /// A resource could not be had: nobody has attached it, or it could not be downloaded.
    ResourceUnavailable(ToolError),
    /// This Juju, or this kind of model, does not have what was asked for.
    NotImplemented(ToolError),
    /// This version of Juju does not have what was asked for; so nothing was asked.
    TooOld {
        /// What was to be asked: the hook tool.
        what: &'static str,
        /// The version that has it first.
        since: JujuVersion,
        /// The version that runs this charm.
        is: JujuVersion,
    },
    /// Juju does not do this in an action; so it was not asked.
    NotInAction {
        /// What was to be asked: the hook tool.
        what: &'static str,
    },
    /// The endpoint has several relations, and one was asked for.
    SeveralRelations {
        /// The endpoint.
        endpoint: String,
        /// How many it has.
        count: usize,
    },
    /// The relation has ended: there is nothing to ask of it, and nothing can be written to it.
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
    /// A text is not the name that it should be.
    Name {
        /// The hook tool that answered so; none where it was no tool.
        tool: Option<&'static str>,
        /// What it is not.
        source: NameError,
    },
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
    /// Juju would have dropped what this hook has told of the secret before, without a word; so it was not told. Until the hook
    /// ends Juju holds changes of a secret or its removal, and forgets the one over the other (`runner/context/secrets.go` in its
    /// sources).
    SecretConflict {
        /// Its id.
        secret: String,
        /// What was to be told: `secret-remove --revision 1`.
        call: String,
        /// What would have been dropped: `secret-set`.
        before: String,
    },
    /// A secret's content is none that Juju takes, or not what was asked for: a key, a size, a type.
    SecretContent {
        /// The secret's id, or `with the label …`, where it has either.
        secret: Option<String>,
        /// Which key, and why.
        source: SecretContentError,
    },
}

impl ModelError {
    /// Why a tool refused something of this secret (its id, or `with the label …`).
    pub(crate) fn of_secret(secret: String, source: ToolError) -> Self {
        if source.is_secret_not_found() {
            Self::SecretNotFound { secret, source }
        } else if source.is_permission_denied() {
            Self::SecretPermissionDenied { secret, source }
        } else {
            source.into()
        }
    }

    /// That a hook tool has answered with a name that is none.
    pub(crate) fn name_of(tool: &'static str) -> impl Fn(NameError) -> Self {
        move |source| Self::Name { tool: Some(tool), source }
    }
}

/// What to do where a hook cannot tell two things of one secret.
fn resolution(call: &str, before: &str) -> &'static str {
    let is_removal = |call: &str| call.starts_with("secret-remove");
    match (is_removal(call), is_removal(before)) {
        (true, true) => {
            "up to Juju 3.6.10 one hook removes one revision of a secret: remove the other in another hook"
        }
        (true, false) => {
            "leave that to this hook, and remove the revision in a later one: at `secret-remove`, which Juju sends when nobody \
             uses the revision any more"
        }
        _ if before == "secret-remove" => "the secret goes as a whole: `add_secret` makes another",
        _ => "change it in another hook than the one that removes a revision of it",
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tool(error)
            | Self::NotLeader(error)
            | Self::PermissionDenied(error)
            | Self::NotTrusted(error)
            | Self::ResourceUnavailable(error)
            | Self::NotImplemented(error) => error.fmt(f),
            Self::TooOld { what, since, is } => {
                write!(
                    f,
                    "`{what}` needs Juju {since}, and this is {is} (`assumes: [juju >= {since}]` in the metadata says so before a deploy)"
                )
            }
            Self::NotInAction { what } => {
                write!(f, "Juju does not take `{what}` in an action, only in a hook")
            }
            Self::SeveralRelations { endpoint, count } => {
                write!(
                    f,
                    "endpoint `{endpoint}` has {count} relations, and one was asked for (`cx.relations(…)` gives all)"
                )
            }
            Self::RelationGone { relation } => write!(
                f,
                "relation {relation} has ended: there is nothing to ask of it and nothing to write to it \
                 (ask `relation.is_broken()` first when the event may have been deferred)"
            ),
            Self::Databag { relation, source } => write!(f, "databag of relation {relation}: {source}"),
            Self::Results(error) => error.fmt(f),
            Self::Name { tool: Some(tool), source } => {
                write!(f, "`{tool}` answered with a name that is none: {source}")
            }
            Self::Name { tool: None, source } => source.fmt(f),
            Self::SecretNotFound { secret, source } => write!(
                f,
                "{} is none that this unit can ask for in this way (it may be removed, or another's): {source}",
                the_secret(secret)
            ),
            Self::SecretPermissionDenied { secret, source } => write!(
                f,
                "this unit may not read {}: {source} (its owner grants it: a charm over a relation, a user with `juju \
                 grant-secret`)",
                the_secret(secret)
            ),
            Self::SecretLabelTaken { label, source } => {
                write!(f, "another secret has the label `{label}`: {source}")
            }
            Self::SecretConflict { secret, call, before } => write!(
                f,
                "`{call}` was not told to Juju of {secret}: it would drop the `{before}` that this hook has told \
                 it before ({})",
                resolution(call, before)
            ),
            // Its text says of which secret.
            Self::SecretContent { secret: None, source: source @ SecretContentError::Type { .. } } => {
                source.fmt(f)
            }
            Self::SecretContent { secret, source } => {
                let secret = secret.as_deref().map_or("a secret".into(), the_secret);
                write!(f, "content of {secret}: {source}")
            }
        }
    }
}

// The texts above hold those of their causes already: a chain would say them twice.
impl StdError for ModelError {}

/// By Juju's own words.
impl From<ToolError> for ModelError {
    fn from(error: ToolError) -> Self {
        if error.is_not_implemented() {
            Self::NotImplemented(error)
        } else if error.is_not_leader() {
            Self::NotLeader(error)
        } else if error.is_not_trusted() {
            Self::NotTrusted(error)
        } else if error.is_permission_denied() {
            Self::PermissionDenied(error)
        } else if error.is_resource_unavailable() {
            Self::ResourceUnavailable(error)
        } else {
            Self::Tool(error)
        }
    }
}

impl ModelError {
    /// The hook tool's failure, where one was called: what was asked, and Juju's own words.
    #[must_use]
    pub fn tool_error(&self) -> Option<&ToolError> {
        match self {
            Self::Tool(error)
            | Self::NotLeader(error)
            | Self::PermissionDenied(error)
            | Self::NotTrusted(error)
            | Self::ResourceUnavailable(error)
            | Self::NotImplemented(error)
            | Self::SecretNotFound { source: error, .. }
            | Self::SecretPermissionDenied { source: error, .. }
            | Self::SecretLabelTaken { source: error, .. } => Some(error),
            Self::TooOld { .. }
            | Self::NotInAction { .. }
            | Self::SeveralRelations { .. }
            | Self::RelationGone { .. }
            | Self::Databag { .. }
            | Self::Results(_)
            | Self::Name { .. }
            | Self::SecretConflict { .. }
            | Self::SecretContent { .. } => None,
        }
    }
}

impl From<ResultsError> for ModelError {
    fn from(error: ResultsError) -> Self {
        Self::Results(error)
    }
}

impl From<SecretContentError> for ModelError {
    fn from(error: SecretContentError) -> Self {
        Self::SecretContent { secret: None, source: error }
    }
}

impl From<NameError> for ModelError {
    fn from(error: NameError) -> Self {
        Self::Name { tool: None, source: error }
    }
}

/// A secret as a sentence names it: an id says itself that it is one's.
pub(crate) fn the_secret(secret: &str) -> Cow<'_, str> {
    if secret.starts_with("secret:") { secret.into() } else { format!("the secret {secret}").into() }
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
    fn what_people_act_on_is_told_apart_by_juju_s_words() {
        use crate::backend::{ToolCall, ToolErrorKind};
        let said = |stderr: &str| {
            let kind = ToolErrorKind::Failed { code: 1, stderr: stderr.to_owned() };
            let error =
                ModelError::from(ToolError::new(&ToolCall::new("relation-get", &["-r", "db:3"]), kind));
            assert!(
                error
                    .to_string()
                    .starts_with(&format!("`relation-get -r db:3` failed (exit code 1): {stderr}"))
            );
            assert!(error.tool_error().is_some());
            error
        };
        assert!(matches!(
            said("finding application status: this unit is not the leader"),
            ModelError::NotLeader(_)
        ));
        assert!(matches!(said("cannot write relation settings"), ModelError::NotLeader(_)));
        assert!(matches!(said("permission denied"), ModelError::PermissionDenied(_)));
        assert!(matches!(
            said("cannot access cloud credentials: permission denied"),
            ModelError::NotTrusted(_)
        ));
        let old = "cannot access cloud credentials: not implemented";
        assert!(matches!(said(old), ModelError::NotImplemented(_)));
        let missing = "could not download resource: resource \"x\" not found";
        assert!(matches!(said(missing), ModelError::ResourceUnavailable(_)));
        assert!(matches!(said("the controller is on fire"), ModelError::Tool(_)));
        let absent = ToolError::new(&ToolCall::new("relation-model-get", &[]), ToolErrorKind::NotFound);
        assert!(matches!(ModelError::from(absent), ModelError::NotImplemented(_)));
    }

    #[test]
    fn a_chain_says_every_cause() {
        let error =
            Layer("no database", Some(Box::new(Layer("refused", Some(Box::new(Layer("no route", None)))))));
        assert_eq!(chain(&error), "no database: refused: no route");
    }
}
