//! What Juju says in the environment, read once.

mod agent;
#[cfg(feature = "testing")]
mod in_memory;
mod record;

use std::borrow::Cow;
#[cfg(test)]
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub(crate) use agent::Agent;
pub(crate) use record::custom_name;
#[cfg(test)]
pub(crate) use record::variables_of;
pub use record::{EventRecord, RecordError};

use crate::names::{JujuVersion, NameError, UnitName};

/// What Juju says in the environment. An empty variable counts as absent.
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub(crate) struct Environment {
    pub(crate) event: Rc<EventRecord>,
    pub(crate) unit: UnitName,
    pub(crate) charm_dir: Rc<Path>,
    pub(crate) dispatch_path: PathBuf,
    pub(crate) model_name: Rc<str>,
    pub(crate) model_uuid: Rc<str>,
    pub(crate) juju_version: JujuVersion,
    pub(crate) availability_zone: Option<String>,
    /// Nothing on Kubernetes.
    pub(crate) machine_id: Option<Rc<str>>,
    /// Of a subordinate: the unit beside which it runs.
    pub(crate) principal: Option<UnitName>,
    /// `OPERATOR_DISPATCH`: a hook file that the charm ran has started the charm again.
    pub(crate) is_nested: bool,
    /// `OPS_LOG`.
    pub(crate) log_levels: Option<String>,
    pub(crate) agent: Agent,
    /// A test: there is no folder to keep state in, and none in which a hook's file could lie.
    pub(crate) is_in_memory: bool,
}

/// Why the environment is none that a charm can run in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum EnvironmentError {
    /// `JUJU_DISPATCH_PATH` is not there: Juju did not start this.
    NotInAHook,
    /// A variable that is always there is not.
    Missing(&'static str),
    /// `JUJU_UNIT_NAME` is not the name of a unit.
    Unit(NameError),
}

impl fmt::Display for EnvironmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInAHook => f.write_str(
                "Juju starts it for each event and says in JUJU_DISPATCH_PATH for which; that is not set, \
                 so there is nothing to do (`juju deploy` the charm, or test it as its README says)",
            ),
            Self::Missing(variable) => write!(f, "Juju did not set {variable}"),
            Self::Unit(error) => write!(f, "JUJU_UNIT_NAME: {error}"),
        }
    }
}

impl std::error::Error for EnvironmentError {}

impl Environment {
    /// The environment of this process.
    ///
    /// # Errors
    /// See [`EnvironmentError`].
    pub(crate) fn from_process() -> Result<Self, EnvironmentError> {
        // Not by a walk through all of it, which takes memory for each variable: those of the event alone are looked for.
        Self::read(|name| std::env::var_os(name).map(Cow::Owned))
    }

    /// These variables as an environment.
    ///
    /// # Errors
    /// See [`EnvironmentError`].
    #[cfg(test)]
    pub(crate) fn from_map(variables: &BTreeMap<String, String>) -> Result<Self, EnvironmentError> {
        Self::read(|name| variables.get(name).map(|value| OsStr::new(value).into()))
    }

    /// How security events name the application.
    pub(crate) fn app_id(&self) -> String {
        format!("{}-{}", self.model_uuid, self.unit)
    }

    fn read<'a>(variable: impl Fn(&str) -> Option<Cow<'a, OsStr>>) -> Result<Self, EnvironmentError> {
        let os = |name: &str| variable(name).filter(|value| !value.is_empty());
        let text = |name: &str| os(name).map(text);
        let owned = |name: &str| text(name).map(Cow::into_owned);
        let shared = |name: &str| text(name).map(|text| shared(&text));
        let dispatch_path =
            PathBuf::from(os("JUJU_DISPATCH_PATH").map(Cow::into_owned).ok_or(EnvironmentError::NotInAHook)?);
        let unit = text("JUJU_UNIT_NAME").ok_or(EnvironmentError::Missing("JUJU_UNIT_NAME"))?;
        let version = text("JUJU_VERSION").and_then(|version| version.parse().ok());
        // Juju runs a charm in its folder.
        let charm_dir = os("JUJU_CHARM_DIR").or_else(|| os("CHARM_DIR"));
        Ok(Self {
            event: EventRecord::from_variables(hook_name(&dispatch_path.to_string_lossy()), text).into(),
            unit: unit.parse().map_err(EnvironmentError::Unit)?,
            charm_dir: Path::new(charm_dir.as_deref().unwrap_or(OsStr::new("."))).into(),
            dispatch_path,
            model_name: shared("JUJU_MODEL_NAME").unwrap_or_default(),
            model_uuid: shared("JUJU_MODEL_UUID").unwrap_or_default(),
            // One that does not read is no reason to fail every hook.
            juju_version: version.unwrap_or_default(),
            availability_zone: owned("JUJU_AVAILABILITY_ZONE"),
            machine_id: shared("JUJU_MACHINE_ID"),
            principal: text("JUJU_PRINCIPAL_UNIT").and_then(|unit| unit.parse().ok()),
            is_nested: os("OPERATOR_DISPATCH").is_some(),
            log_levels: owned("OPS_LOG"),
            agent: Agent::read(os),
            is_in_memory: false,
        })
    }
}

/// The text for all who are to know it.
#[inline(never)]
fn shared(text: &str) -> Rc<str> {
    text.into()
}

/// The text of a value; what is no Unicode in it is replaced.
fn text(value: Cow<'_, OsStr>) -> Cow<'_, str> {
    match value {
        Cow::Borrowed(value) => value.to_str().map_or_else(|| value.to_string_lossy(), Cow::Borrowed),
        Cow::Owned(value) => {
            value.into_string().unwrap_or_else(|value| value.to_string_lossy().into_owned()).into()
        }
    }
}

/// `hooks/install` is `install`; `actions/backup` is `action:backup`.
fn hook_name(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_action = folder.rsplit('/').next() == Some("actions");
    [if is_action { "action:" } else { "" }, name].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Environment, EnvironmentError> {
        let pairs = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Environment::from_map(&pairs.collect())
    }

    #[test]
    fn the_path_alone_names_the_event() {
        for (path, hook) in [
            ("hooks/install", "install"),
            ("hooks/db-relation-changed", "db-relation-changed"),
            ("actions/get-password", "action:get-password"),
            ("install", "install"),
        ] {
            let environment = read(&[("JUJU_DISPATCH_PATH", path), ("JUJU_UNIT_NAME", "web/0")]).unwrap();
            assert_eq!(environment.event.hook, hook);
        }
    }

    #[test]
    fn without_a_path_this_is_no_hook() {
        let refused = [read(&[]), read(&[("JUJU_DISPATCH_PATH", ""), ("JUJU_UNIT_NAME", "web/0")])];
        assert!(refused.iter().all(|refused| matches!(refused, Err(EnvironmentError::NotInAHook))));
        let error = read(&[("JUJU_DISPATCH_PATH", "hooks/start")]).unwrap_err();
        assert_eq!(error, EnvironmentError::Missing("JUJU_UNIT_NAME"));
    }

    #[test]
    fn what_is_empty_is_absent() {
        let environment = read(&[
            ("JUJU_DISPATCH_PATH", "hooks/db-relation-created"),
            ("JUJU_UNIT_NAME", "web/0"),
            ("JUJU_VERSION", ""),
            ("JUJU_REMOTE_APP", "db"),
            ("JUJU_REMOTE_UNIT", ""),
            ("OPERATOR_DISPATCH", ""),
        ])
        .unwrap();
        assert_eq!(environment.event.get("JUJU_REMOTE_UNIT"), None);
        assert_eq!(environment.event.get("JUJU_REMOTE_APP"), Some("db"));
        assert!(!environment.is_nested);
    }
}
