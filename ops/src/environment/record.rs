//! An event as data: the one form in which it comes from the environment, waits in the queue of deferred events, and
//! is made into a typed event.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What Juju says of an event in the environment. The texts stand as Juju wrote them; what it left empty is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct EventRecord {
    /// The hook's name; for an action `action:NAME`.
    pub hook: String,
    /// `JUJU_RELATION`: the endpoint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<String>,
    /// `JUJU_RELATION_ID`: `endpoint:id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation_id: Option<String>,
    /// `JUJU_REMOTE_APP`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_app: Option<String>,
    /// `JUJU_REMOTE_UNIT`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_unit: Option<String>,
    /// `JUJU_DEPARTING_UNIT`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub departing_unit: Option<String>,
    /// `JUJU_STORAGE_ID`: `name/index`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_id: Option<String>,
    /// `JUJU_STORAGE_LOCATION`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_location: Option<String>,
    /// `JUJU_STORAGE_KIND`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_kind: Option<String>,
    /// `JUJU_WORKLOAD_NAME`: the container.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workload: Option<String>,
    /// `JUJU_NOTICE_ID`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_id: Option<String>,
    /// `JUJU_NOTICE_TYPE`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_type: Option<String>,
    /// `JUJU_NOTICE_KEY`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_key: Option<String>,
    /// `JUJU_PEBBLE_CHECK_NAME`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// `JUJU_SECRET_ID`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_id: Option<String>,
    /// `JUJU_SECRET_LABEL`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_label: Option<String>,
    /// `JUJU_SECRET_REVISION`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_revision: Option<String>,
    /// `JUJU_ACTION_UUID`: a number, in spite of its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_id: Option<String>,
}

/// How the hook of an action is called in here, so that one text names any event.
const ACTION: &str = "action:";

impl EventRecord {
    /// An event without particulars.
    #[must_use]
    pub fn new(hook: impl Into<String>) -> Self {
        Self { hook: hook.into(), ..Self::default() }
    }

    /// The event that the variables of an environment tell of. An empty variable is an absent one.
    pub(crate) fn from_variables(hook: String, variable: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            hook,
            relation: variable("JUJU_RELATION"),
            relation_id: variable("JUJU_RELATION_ID"),
            remote_app: variable("JUJU_REMOTE_APP"),
            remote_unit: variable("JUJU_REMOTE_UNIT"),
            departing_unit: variable("JUJU_DEPARTING_UNIT"),
            storage_id: variable("JUJU_STORAGE_ID"),
            storage_location: variable("JUJU_STORAGE_LOCATION"),
            storage_kind: variable("JUJU_STORAGE_KIND"),
            workload: variable("JUJU_WORKLOAD_NAME"),
            notice_id: variable("JUJU_NOTICE_ID"),
            notice_type: variable("JUJU_NOTICE_TYPE"),
            notice_key: variable("JUJU_NOTICE_KEY"),
            check: variable("JUJU_PEBBLE_CHECK_NAME"),
            secret_id: variable("JUJU_SECRET_ID"),
            secret_label: variable("JUJU_SECRET_LABEL"),
            secret_revision: variable("JUJU_SECRET_REVISION"),
            action_id: variable("JUJU_ACTION_UUID"),
        }
    }

    /// The action's name, if it is one.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.hook.strip_prefix(ACTION)
    }

    pub(crate) fn is_relation_broken(&self) -> bool {
        self.relation.is_some() && self.hook.ends_with("-relation-broken")
    }

    /// The application on the other side. Old versions of Juju did not always name it beside the unit.
    pub(crate) fn remote_app(&self) -> Option<&str> {
        let of_unit =
            || self.remote_unit.as_deref().and_then(|unit| unit.split_once('/')).map(|(app, _)| app);
        self.remote_app.as_deref().or_else(of_unit)
    }

    /// What an event of this kind must have.
    pub(crate) fn require<'a>(
        &self,
        value: Option<&'a str>,
        variable: &'static str,
    ) -> Result<&'a str, RecordError> {
        value.ok_or_else(|| RecordError { hook: self.hook.clone(), variable, reason: None })
    }

    /// What Juju did not set and could not be asked for.
    pub(crate) fn unknown(&self, variable: &'static str, error: &dyn std::error::Error) -> RecordError {
        RecordError { hook: self.hook.clone(), variable, reason: Some(format!("it is not set, and {error}")) }
    }

    /// The same, read as a number or a name.
    pub(crate) fn parse<T: std::str::FromStr<Err: fmt::Display>>(
        &self,
        value: Option<&str>,
        variable: &'static str,
    ) -> Result<T, RecordError> {
        let text = self.require(value, variable)?;
        text.parse().map_err(|error: T::Err| RecordError {
            hook: self.hook.clone(),
            variable,
            reason: Some(format!("`{text}`: {error}")),
        })
    }
}

/// An event that lacks what each of its kind has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordError {
    hook: String,
    variable: &'static str,
    reason: Option<String>,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            None => write!(f, "Juju did not set {}, which every {} has", self.variable, self.hook),
            Some(reason) => write!(f, "{} of {} does not read: {reason}", self.variable, self.hook),
        }
    }
}

impl std::error::Error for RecordError {}
