//! The event: whether Juju sends it to this charm, and in this state.

mod action;
mod kind;
mod relation;
mod secret;
mod storage;

use ops_metadata::EventKind;
use ops_metadata::metadata::Section;

use super::{Checks, Rule};
use crate::hook::About;

pub(super) fn check(checks: &mut Checks<'_>) {
    let hook = checks.hook;
    let Some(event) = kind::of(hook) else { return kind::report(checks) };
    kind::check_version(checks, event);
    match &hook.about {
        About::Unit => check_leadership(checks, event.known),
        About::Relation(about) => relation::check(checks, about, event.known),
        About::Storage(about) => storage::check(checks, about),
        About::Secret(about) => secret::check(checks, about, event.known),
        About::Workload(container) => check_container(checks, container),
        About::Action(params) => action::check(checks, params),
    }
}

fn check_leadership(checks: &mut Checks<'_>, kind: Option<EventKind>) {
    match kind {
        Some(EventKind::LeaderElected) if !checks.state.leader => {
            let what = "`leader-elected` comes to a unit that does not lead".into();
            checks.report(Rule::NotLeader, what, "let it lead, by `.with_leader(true)`");
        }
        Some(EventKind::LeaderSettingsChanged) if checks.state.leader => {
            let what = "`leader-settings-changed` comes to the leader".into();
            checks.report(Rule::IsLeader, what, "let another unit lead, by `.with_leader(false)`");
        }
        Some(EventKind::Install) => relation::check_install(checks),
        _ => {}
    }
}

fn check_container(checks: &mut Checks<'_>, container: &str) {
    if checks.metadata.container(container).is_none() {
        let known = checks.metadata.containers.iter().map(|container| container.name.as_str());
        let what = format!("`{}` is about a container that the charm does not have", checks.hook.name);
        checks.unknown(Rule::UnknownContainer, what, container, known, Section::Containers);
    }
}
