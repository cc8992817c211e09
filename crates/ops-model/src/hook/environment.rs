//! The environment that Juju makes for a hook.

use std::collections::BTreeMap;

use super::{About, Hook};
use crate::state::State;

impl Hook {
    /// The environment that Juju makes for the hook. `place` is what the agent adds of itself and of its machine: the charm's folder,
    /// where it listens, `PATH`.
    pub fn environment(&self, state: &State, place: BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut environment = place;
        self.each_variable(state, &mut |name, value| {
            environment.insert(name.to_owned(), value.to_owned());
        });
        environment
    }

    /// Each variable that Juju sets for the hook, in no order.
    pub fn each_variable(&self, state: &State, tell: &mut dyn FnMut(&str, &str)) {
        let own = self.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        own.filter(|(name, _)| !self.without.contains(*name)).for_each(|(name, value)| tell(name, value));
        let mut tell = |name: &str, value: &str| {
            if !self.without.contains(name) && !self.variables.contains_key(name) {
                tell(name, value);
            }
        };
        tell("JUJU_HOOK_NAME", if self.params().is_some() { "" } else { &self.name });
        tell("JUJU_DISPATCH_PATH", &self.dispatch_path());
        tell("JUJU_UNIT_NAME", &state.unit);
        tell("JUJU_MODEL_NAME", &state.model);
        tell("JUJU_MODEL_UUID", &state.model_uuid);
        tell("JUJU_PRINCIPAL_UNIT", &state.principal_unit);
        tell("JUJU_AVAILABILITY_ZONE", &state.availability_zone);
        tell("JUJU_VERSION", &state.juju_version);
        for (name, value) in ALWAYS {
            tell(name, value);
        }
        self.particulars(state, &mut tell);
    }

    /// What only hooks of this kind are told.
    fn particulars(&self, state: &State, tell: &mut dyn FnMut(&str, &str)) {
        match &self.about {
            About::Unit => {}
            About::Relation(hook) => {
                tell("JUJU_RELATION", &hook.endpoint);
                tell("JUJU_REMOTE_UNIT", hook.remote_unit.as_deref().unwrap_or_default());
                if let Some(id) = hook.id {
                    tell("JUJU_RELATION_ID", &format!("{}:{id}", hook.endpoint));
                }
                if let Some(relation) = hook.id.and_then(|id| state.relation(id)) {
                    tell("JUJU_REMOTE_APP", &relation.remote_app);
                }
                if let Some(unit) = &hook.departing_unit {
                    tell("JUJU_DEPARTING_UNIT", unit);
                }
            }
            About::Storage(hook) => {
                let id = hook.id.as_deref().unwrap_or_default();
                let instance = state.storages.iter().find(|instance| instance.id == id);
                tell("JUJU_STORAGE_ID", id);
                let (kind, location) = match instance {
                    Some(instance) => (&*instance.kind, instance.location.clone()),
                    None => ("filesystem", format!("/srv/{id}")),
                };
                tell("JUJU_STORAGE_LOCATION", &location);
                tell("JUJU_STORAGE_KIND", kind);
            }
            About::Secret(hook) => {
                tell("JUJU_SECRET_ID", &format!("secret:{}", hook.id));
                let label = state.secret(&hook.id).map_or("", |secret| secret.own_label());
                tell("JUJU_SECRET_LABEL", label);
                if let Some(revision) = hook.revision {
                    tell("JUJU_SECRET_REVISION", &revision.to_string());
                }
            }
            About::Workload(container) => tell("JUJU_WORKLOAD_NAME", container),
            About::Action(_) => {
                tell("JUJU_ACTION_NAME", &self.name);
                tell("JUJU_ACTION_UUID", "2");
                tell("JUJU_ACTION_TAG", "action-2");
            }
        }
    }
}

/// What is the same for every hook here.
const ALWAYS: [(&str, &str); 12] = [
    ("JUJU_API_ADDRESSES", "192.0.2.9:17070"),
    ("JUJU_SLA", "unsupported"),
    ("JUJU_MACHINE_ID", "0"),
    ("CLOUD_API_VERSION", ""),
    ("JUJU_CHARM_HTTP_PROXY", ""),
    ("JUJU_CHARM_HTTPS_PROXY", ""),
    ("JUJU_CHARM_FTP_PROXY", ""),
    ("JUJU_CHARM_NO_PROXY", ""),
    ("LANG", "C.UTF-8"),
    ("TERM", "tmux-256color"),
    ("DEBIAN_FRONTEND", "noninteractive"),
    ("APT_LISTCHANGES_FRONTEND", "none"),
];
