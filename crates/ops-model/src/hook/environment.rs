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

    /// What only hooks of this kind are told.
    fn particular<'a>(&'a self, state: &'a State, variable: &str) -> Option<Cow<'a, str>> {
        match &self.about {
            About::Unit => None,
            About::Relation(hook) => match variable {
                "JUJU_RELATION" => Some((&hook.endpoint).into()),
                "JUJU_REMOTE_UNIT" => Some(hook.remote_unit.as_deref().unwrap_or_default().into()),
                "JUJU_RELATION_ID" => Some(full_id(&hook.endpoint, hook.id?).into()),
                "JUJU_REMOTE_APP" => Some((&state.relation(hook.id?)?.remote_app).into()),
                "JUJU_DEPARTING_UNIT" => hook.departing_unit.as_ref().map(Into::into),
                _ => None,
            },
            About::Storage(hook) => {
                let id = hook.id.as_deref().unwrap_or_default();
                let instance = || state.storages.iter().find(|instance| instance.id == id);
                match variable {
                    "JUJU_STORAGE_ID" => Some(id.into()),
                    "JUJU_STORAGE_LOCATION" => {
                        let unknown = || format!("/srv/{id}").into();
                        Some(instance().map_or_else(unknown, |instance| (&instance.location).into()))
                    }
                    "JUJU_STORAGE_KIND" => {
                        Some(instance().map_or("filesystem", |instance| &instance.kind).into())
                    }
                    _ => None,
                }
            }
            About::Secret(hook) => match variable {
                "JUJU_SECRET_ID" => Some(format!("secret:{}", hook.id).into()),
                "JUJU_SECRET_LABEL" => {
                    Some(state.secret(&hook.id).map_or("", |secret| secret.own_label()).into())
                }
                "JUJU_SECRET_REVISION" => Some(hook.revision?.to_string().into()),
                _ => None,
            },
            About::Workload(container) => (variable == "JUJU_WORKLOAD_NAME").then(|| container.into()),
            About::Action(_) => match variable {
                "JUJU_ACTION_NAME" => Some((&self.name).into()),
                "JUJU_ACTION_UUID" => Some("2".into()),
                "JUJU_ACTION_TAG" => Some("action-2".into()),
                _ => None,
            },
        }
    }
}
