//! The environment that Juju makes for a hook.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{About, Hook};
use crate::state::{State, full_id};

/// Every variable that Juju sets for a hook of some kind.
#[rustfmt::skip]
const NAMES: [&str; 35] = [
    "APT_LISTCHANGES_FRONTEND", "CLOUD_API_VERSION", "DEBIAN_FRONTEND", "JUJU_ACTION_NAME", "JUJU_ACTION_TAG",
    "JUJU_ACTION_UUID", "JUJU_API_ADDRESSES", "JUJU_AVAILABILITY_ZONE", "JUJU_CHARM_FTP_PROXY", "JUJU_CHARM_HTTPS_PROXY",
    "JUJU_CHARM_HTTP_PROXY", "JUJU_CHARM_NO_PROXY", "JUJU_DEPARTING_UNIT", "JUJU_DISPATCH_PATH", "JUJU_HOOK_NAME",
    "JUJU_MACHINE_ID", "JUJU_MODEL_NAME", "JUJU_MODEL_UUID", "JUJU_PRINCIPAL_UNIT", "JUJU_RELATION", "JUJU_RELATION_ID",
    "JUJU_REMOTE_APP", "JUJU_REMOTE_UNIT", "JUJU_SECRET_ID", "JUJU_SECRET_LABEL", "JUJU_SECRET_REVISION", "JUJU_SLA",
    "JUJU_STORAGE_ID", "JUJU_STORAGE_KIND", "JUJU_STORAGE_LOCATION", "JUJU_UNIT_NAME", "JUJU_VERSION", "JUJU_WORKLOAD_NAME",
    "LANG", "TERM",
];

impl Hook {
    /// The environment that Juju makes for the hook. `place` is what the agent adds of itself and of its machine: the charm's folder,
    /// where it listens, `PATH`.
    pub fn environment(&self, state: &State, place: BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut environment = place;
        let own = self.variables.keys().map(String::as_str);
        for name in NAMES.into_iter().chain(own) {
            if let Some(value) = self.says(state, name) {
                environment.insert(name.to_owned(), value.into_owned());
            }
        }
        environment
    }

    /// What a variable of that environment says, but for those of `place`; `None` if Juju does not set it for the hook.
    pub fn says<'a>(&'a self, state: &'a State, variable: &str) -> Option<Cow<'a, str>> {
        if self.without.contains(variable) {
            return None;
        }
        if let Some(value) = self.variables.get(variable) {
            return Some(value.into());
        }
        let text = match variable {
            "JUJU_HOOK_NAME" if self.params().is_some() => "",
            "JUJU_HOOK_NAME" => &self.name,
            "JUJU_DISPATCH_PATH" => return Some(self.dispatch_path().into()),
            "JUJU_UNIT_NAME" => &state.unit,
            "JUJU_MODEL_NAME" => &state.model,
            "JUJU_MODEL_UUID" => &state.model_uuid,
            "JUJU_PRINCIPAL_UNIT" => &state.principal_unit,
            "JUJU_AVAILABILITY_ZONE" => &state.availability_zone,
            "JUJU_VERSION" => &state.juju_version,
            "JUJU_API_ADDRESSES" => "192.0.2.9:17070",
            "JUJU_SLA" => "unsupported",
            "JUJU_MACHINE_ID" => "0",
            "JUJU_CHARM_HTTP_PROXY"
            | "JUJU_CHARM_HTTPS_PROXY"
            | "JUJU_CHARM_FTP_PROXY"
            | "JUJU_CHARM_NO_PROXY"
            | "CLOUD_API_VERSION" => "",
            "LANG" => "C.UTF-8",
            "TERM" => "tmux-256color",
            "DEBIAN_FRONTEND" => "noninteractive",
            "APT_LISTCHANGES_FRONTEND" => "none",
            _ => return self.particular(state, variable),
        };
        Some(text.into())
    }

    /// Whether the environment is not that of its kind: a variable was added, changed or taken away.
    pub fn has_own_variables(&self) -> bool {
        !self.variables.is_empty() || !self.without.is_empty()
    }

    fn particular<'a>(&'a self, state: &'a State, variable: &str) -> Option<Cow<'a, str>> {
        let mut said = None;
        self.particulars(state, &mut |name, value| {
            if name == variable {
                said = Some(value);
            }
        });
        said
    }

    /// What only hooks of this kind are told: each variable in the order of their names, and what it says, unless the hook
    /// [has its own](Self::has_own_variables).
    pub fn particulars<'a>(&'a self, state: &'a State, tell: &mut dyn FnMut(&'static str, Cow<'a, str>)) {
        match &self.about {
            About::Unit => {}
            About::Relation(hook) => {
                if let Some(unit) = &hook.departing_unit {
                    tell("JUJU_DEPARTING_UNIT", unit.into());
                }
                tell("JUJU_RELATION", (&hook.endpoint).into());
                if let Some(id) = hook.id {
                    tell("JUJU_RELATION_ID", full_id(&hook.endpoint, id).into());
                }
                if let Some(relation) = hook.id.and_then(|id| state.relation(id)) {
                    tell("JUJU_REMOTE_APP", (&relation.remote_app).into());
                }
                tell("JUJU_REMOTE_UNIT", hook.remote_unit.as_deref().unwrap_or_default().into());
            }
            About::Storage(hook) => {
                let id = hook.id.as_deref().unwrap_or_default();
                let instance = state.storages.iter().find(|instance| instance.id == id);
                let kind = instance.map_or("filesystem", |instance| &instance.kind);
                let unknown = || format!("/srv/{id}").into();
                let location = instance.map_or_else(unknown, |instance| (&instance.location).into());
                tell("JUJU_STORAGE_ID", id.into());
                tell("JUJU_STORAGE_KIND", kind.into());
                tell("JUJU_STORAGE_LOCATION", location);
            }
            About::Secret(hook) => {
                let label = state.secret(&hook.id).map_or("", |secret| secret.own_label());
                tell("JUJU_SECRET_ID", format!("secret:{}", hook.id).into());
                tell("JUJU_SECRET_LABEL", label.into());
                if let Some(revision) = hook.revision {
                    tell("JUJU_SECRET_REVISION", revision.to_string().into());
                }
            }
            About::Workload(container) => tell("JUJU_WORKLOAD_NAME", container.into()),
            About::Action(_) => {
                tell("JUJU_ACTION_NAME", (&self.name).into());
                tell("JUJU_ACTION_TAG", "action-2".into());
                tell("JUJU_ACTION_UUID", "2".into());
            }
        }
    }
}
