//! The environment of a test, from what runs and the state that it runs in.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ops_model::{Hook, State};

use super::{Agent, Environment, EnvironmentError, EventRecord};
use crate::names::JujuVersion;

thread_local! {
    /// The charm's folder and the machine, which every test is told alike: made once, since there may be millions of events.
    static ALIKE: (Rc<Path>, Rc<str>) = (Path::new(".").into(), "0".into());
}

impl Environment {
    /// What Juju would say to the hook in this state.
    ///
    /// # Errors
    /// The state's unit is none.
    pub(crate) fn of_hook(hook: &Hook, state: &State) -> Result<Self, EnvironmentError> {
        let read = if hook.has_own_variables() {
            Self::by_variables(hook, state)
        } else {
            Self::by_fields(hook, state)
        };
        read.map(|read| Self { is_in_memory: true, ..read })
    }

    /// By what each variable says, as a process reads it.
    fn by_variables(hook: &Hook, state: &State) -> Result<Self, EnvironmentError> {
        let os = |value| match value {
            Cow::Borrowed(text) => Cow::Borrowed(OsStr::new(text)),
            Cow::Owned(text) => Cow::Owned(OsString::from(text)),
        };
        let read = Self::read(|name| hook.says(state, name).map(os));
        // There is no file that it could name.
        read.map(|read| Self { dispatch_path: PathBuf::new(), ..read })
    }

    /// The same of a hook whose variables are those of its kind: there is no need to make texts of what is there.
    fn by_fields(hook: &Hook, state: &State) -> Result<Self, EnvironmentError> {
        let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        if state.unit.is_empty() {
            return Err(EnvironmentError::Missing("JUJU_UNIT_NAME"));
        }
        let (charm_dir, machine_id) = ALIKE.with(Clone::clone);
        Ok(Self {
            event: EventRecord::of_hook(hook, state).into(),
            unit: state.unit.parse().map_err(EnvironmentError::Unit)?,
            charm_dir,
            dispatch_path: PathBuf::new(),
            model_name: state.model.as_str().into(),
            model_uuid: state.model_uuid.as_str().into(),
            juju_version: version_of(state),
            availability_zone: said(&state.availability_zone),
            machine_id: Some(machine_id),
            principal: if state.principal_unit.is_empty() { None } else { state.principal_unit.parse().ok() },
            is_nested: false,
            log_levels: None,
            agent: Agent::default(),
            is_in_memory: false,
        })
    }
}

/// The version, which nearly every test leaves as it is: that one is read here.
fn version_of(state: &State) -> JujuVersion {
    const UNSAID: JujuVersion = JujuVersion::new(3, 6, 11);
    if state.juju_version == State::JUJU_VERSION {
        UNSAID
    } else {
        state.juju_version.parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ops_model::{Owner, Relation, Secret, StorageInstance};
    use serde_json::json;

    #[test]
    fn the_fields_say_what_the_variables_do() {
        let mut state = State::unit("web/0");
        state.relations = vec![Relation::named("db", 3, "postgresql"), Relation::named("cluster", 4, "")];
        state.secrets =
            vec![Secret::new("9m4e2mr0ui3e8a215n4g", Owner::App, [("key", "value")]).with_label("mine")];
        state.storages =
            vec![StorageInstance::named("data", 0, false), StorageInstance::named("disks", 1, true)];
        let other = |state: &State| State { availability_zone: "zone".into(), ..state.clone() };
        let states = [
            other(&state),
            State { principal_unit: "ubuntu/3".into(), juju_version: "4.0-beta1".into(), ..state.clone() },
            State { juju_version: "new".into(), principal_unit: "ubuntu".into(), ..state.clone() },
            State { model: String::new(), model_uuid: String::new(), ..state.clone() },
            State { unit: "web".into(), ..state.clone() },
            State { unit: String::new(), ..state.clone() },
            state,
        ];
        let id = "secret:9m4e2mr0ui3e8a215n4g";
        let hooks = [
            Hook::named("install"),
            Hook::named("collect-metrics"),
            Hook::relation("db", 3, "created"),
            Hook::relation("db", 3, "changed").unit("postgresql/0"),
            Hook::relation("db", 3, "departed").unit("postgresql/0").departing("web/0"),
            Hook::relation("cluster", 4, "changed"),
            Hook::relation("db", 9, "broken"),
            Hook::storage("data/0", "attached"),
            Hook::storage("disks/7", "detaching"),
            Hook::secret("changed", id),
            Hook::secret("remove", id).revision(2),
            Hook::secret("rotate", "9m4e2mr0ui3e8a215n50"),
            Hook::pebble("web", "ready"),
            Hook::action("backup", json!({"full": true})),
        ];
        for state in &states {
            for hook in &hooks {
                let by_variables = Environment::by_variables(hook, state);
                assert_eq!(Environment::by_fields(hook, state), by_variables, "{hook:?} {state:?}");
            }
        }
    }

    #[test]
    fn what_a_test_says_of_a_variable_counts() {
        let hook =
            Hook::relation("db", 3, "changed").variable("JUJU_REMOTE_APP", "pg").without("JUJU_RELATION");
        let environment = Environment::of_hook(&hook, &State::unit("web/0")).unwrap();
        assert!(environment.is_in_memory);
        assert_eq!(environment.event.get("JUJU_REMOTE_APP"), Some("pg"));
        assert_eq!(environment.event.get("JUJU_RELATION"), None);
    }
}
