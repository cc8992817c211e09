//! An event as data: the one form in which it comes from the environment, waits in the queue of deferred events, and
//! is made into a typed event.

use std::any::TypeId;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

#[cfg(feature = "testing")]
use ops_model::{Hook, State};
use serde_json::Value;

use crate::texts::Texts;

/// What Juju says of an event in the environment. The texts stand as Juju wrote them; what it left empty is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventRecord {
    /// The hook's name; for an action `action:NAME`, for an event of the charm's own `event:NAME`.
    pub hook: String,
    /// What each variable says, if it says something.
    variables: Texts,
    /// What an event of the charm's own holds; null for one of Juju's.
    data: Value,
    /// Its type, if it was emitted in this dispatch.
    emitted: Option<TypeId>,
}

/// The variables in which Juju tells the particulars of an event of this hook.
///
/// `JUJU_RELATION_ID` is `endpoint:id`, `JUJU_STORAGE_ID` `name/index`, `JUJU_WORKLOAD_NAME` the container, `JUJU_ACTION_UUID` a
/// number in spite of its name.
pub(crate) fn variables_of(hook: &str) -> &'static [&'static str] {
    if hook.starts_with(ACTION) {
        return &["JUJU_ACTION_UUID"];
    }
    // `db-relation-changed`, `web-pebble-custom-notice`: the word nearest to the end, as the rest is a name that may have them too.
    let mut words = hook.rsplit('-').skip(1);
    let of = words.find_map(|word| match word {
        "relation" => Some(RELATION.as_slice()),
        "storage" => Some(STORAGE.as_slice()),
        "pebble" => Some(WORKLOAD.as_slice()),
        "secret" => Some(SECRET.as_slice()),
        _ => None,
    });
    of.unwrap_or_default()
}

const RELATION: [&str; 5] =
    ["JUJU_DEPARTING_UNIT", "JUJU_RELATION", "JUJU_RELATION_ID", "JUJU_REMOTE_APP", "JUJU_REMOTE_UNIT"];
const STORAGE: [&str; 3] = ["JUJU_STORAGE_ID", "JUJU_STORAGE_KIND", "JUJU_STORAGE_LOCATION"];
const WORKLOAD: [&str; 5] =
    ["JUJU_NOTICE_ID", "JUJU_NOTICE_KEY", "JUJU_NOTICE_TYPE", "JUJU_PEBBLE_CHECK_NAME", "JUJU_WORKLOAD_NAME"];
const SECRET: [&str; 3] = ["JUJU_SECRET_ID", "JUJU_SECRET_LABEL", "JUJU_SECRET_REVISION"];

/// How the hook of an action is called in here, so that one text names any event.
const ACTION: &str = "action:";
/// The same of an event of the charm's own.
const CUSTOM: &str = "event:";

impl EventRecord {
    /// An event without particulars.
    #[must_use]
    pub fn new(hook: impl Into<String>) -> Self {
        Self { hook: hook.into(), ..Self::default() }
    }

    /// The event that the variables of an environment tell of. An empty variable is an absent one.
    pub(crate) fn from_variables<'a>(hook: String, variable: impl Fn(&str) -> Option<Cow<'a, str>>) -> Self {
        let variables = Texts::said(variables_of(&hook), variable);
        Self { hook, variables, ..Self::default() }
    }

    /// These as an event.
    #[cfg(test)]
    pub(crate) fn stored(hook: String, variables: Texts, data: Value) -> Self {
        Self { hook, variables, data, emitted: None }
    }

    /// Becomes another event, of which this is the hook; its variables are to be marked in a text.
    pub(crate) fn begin(&mut self, hook: &str, text: &str) -> (&mut Texts, &mut Value) {
        self.hook.clear();
        self.hook.push_str(hook);
        self.variables.begin(text);
        self.data = Value::Null;
        self.emitted = None;
        (&mut self.variables, &mut self.data)
    }

    /// The event of a test.
    #[cfg(feature = "testing")]
    pub(super) fn of_hook(hook: &Hook, state: &State) -> Self {
        let mut variables = Texts::default();
        hook.particulars(state, &mut |variable, text| {
            // What they say is in the name of the hook.
            let is_name = matches!(variable, "JUJU_ACTION_NAME" | "JUJU_ACTION_TAG");
            if !text.is_empty() && !is_name {
                // In the order of their names, as they are told.
                variables.push(variable, &text);
            }
        });
        let name = hook.name();
        let hook = if hook.params().is_some() { [ACTION, name].concat() } else { name.to_owned() };
        Self { hook, variables, ..Self::default() }
    }

    /// What Juju wrote in a variable, such as `JUJU_RELATION_ID`.
    #[must_use]
    pub fn get(&self, variable: &str) -> Option<&str> {
        self.variables.get(variable)
    }

    /// What each variable says, if it says something.
    pub(crate) fn variables(&self) -> &Texts {
        &self.variables
    }

    /// An event of the charm's own, emitted as this type.
    pub(crate) fn custom(name: &str, data: Value, emitted: TypeId) -> Self {
        Self { hook: format!("{CUSTOM}{name}"), data, emitted: Some(emitted), ..Self::default() }
    }

    /// Whether it may be of this type: of what has waited nobody knows more than the name.
    pub(crate) fn may_be(&self, is: TypeId) -> bool {
        self.emitted.is_none_or(|emitted| emitted == is)
    }

    /// Its name, if it is one of the charm's own.
    #[must_use]
    pub fn custom_name(&self) -> Option<&str> {
        custom_name(&self.hook)
    }

    /// What an event of the charm's own holds.
    pub(crate) fn data(&self) -> &Value {
        &self.data
    }

    /// The action's name, if it is one.
    #[must_use]
    pub fn action(&self) -> Option<&str> {
        self.hook.strip_prefix(ACTION)
    }

    pub(crate) fn is_relation_broken(&self) -> bool {
        self.hook.ends_with("-relation-broken") && self.get("JUJU_RELATION").is_some()
    }

    /// The application on the other side. Old versions of Juju did not always name it beside the unit.
    pub(crate) fn remote_app(&self) -> Option<&str> {
        let of_unit =
            || self.get("JUJU_REMOTE_UNIT").and_then(|unit| unit.split_once('/')).map(|(app, _)| app);
        self.get("JUJU_REMOTE_APP").or_else(of_unit)
    }

    /// What an event of this kind must have.
    pub(crate) fn require(&self, variable: &'static str) -> Result<&str, RecordError> {
        self.get(variable).ok_or_else(|| RecordError { hook: self.hook.clone(), variable, reason: None })
    }

    /// What Juju did not set and could not be asked for.
    pub(crate) fn unknown(&self, variable: &'static str, error: &dyn std::error::Error) -> RecordError {
        RecordError { hook: self.hook.clone(), variable, reason: Some(format!("it is not set, and {error}")) }
    }

    /// The same, read as a number or a name.
    pub(crate) fn parse<T: FromStr<Err: fmt::Display>>(
        &self,
        variable: &'static str,
    ) -> Result<T, RecordError> {
        self.read(variable, self.require(variable)?)
    }

    /// The text, or the part of it that counts, as a number or a name.
    pub(crate) fn read<T: FromStr<Err: fmt::Display>>(
        &self,
        variable: &'static str,
        text: &str,
    ) -> Result<T, RecordError> {
        let reason = |error: T::Err| Some(format!("`{text}`: {error}"));
        text.parse().map_err(|error| RecordError { hook: self.hook.clone(), variable, reason: reason(error) })
    }
}

/// The name of an event, if it is one of the charm's own.
pub(crate) fn custom_name(hook: &str) -> Option<&str> {
    hook.strip_prefix(CUSTOM)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hook_has_the_variables_of_its_kind() {
        for (hooks, expected) in [
            (&["install", "leader-elected", "collect-metrics", "relation", ""][..], &[][..]),
            (
                &["db-relation-changed", "my-secret-relation-broken", "data-storage-relation-joined"],
                &RELATION,
            ),
            (&["data-storage-attached", "relation-storage-detaching"], &STORAGE),
            (&["web-pebble-ready", "secret-pebble-custom-notice", "web-pebble-check-failed"], &WORKLOAD),
            (&["secret-changed", "secret-rotate"], &SECRET),
            (&["action:db-relation-changed"], &["JUJU_ACTION_UUID"]),
        ] {
            assert!(hooks.iter().all(|hook| variables_of(hook) == expected), "{hooks:?}");
        }
    }
}
