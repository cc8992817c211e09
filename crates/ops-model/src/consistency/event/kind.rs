//! Which event it is, by its name and by what it is about.

use ops_metadata::{EventKind, JujuVersion, Subject, events};

use super::super::names::one_of;
use super::super::{Checks, Rule};
use crate::hook::{About, Hook};

/// An event that some Juju sends.
#[derive(Clone, Copy)]
pub(super) struct Event {
    /// Nothing for one that charms in Rust have no handler for.
    pub(super) known: Option<EventKind>,
}

/// Those that Juju sends and `#[on(…)]` does not know. None comes from Juju 4 on.
const OTHERS: [&str; 4] =
    ["pre-series-upgrade", "post-series-upgrade", "collect-metrics", "meter-status-changed"];
const OTHERS_UNTIL: JujuVersion = JujuVersion::new(4, 0, 0);

/// Nothing where Juju sends none of that name, or not about that.
pub(super) fn of(hook: &Hook) -> Option<Event> {
    let name = hook.name.as_str();
    let known = match &hook.about {
        About::Unit if OTHERS.contains(&name) => return Some(Event { known: None }),
        About::Unit => find(name, |kind| kind.subject().is_none() && !is_of_secret(kind)),
        About::Secret(_) => find(name, is_of_secret),
        About::Relation(about) => find_of(name, &about.endpoint, Subject::Endpoint),
        About::Storage(about) => find_of(name, &about.name, Subject::Storage),
        About::Workload(container) => find_of(name, container, Subject::Container),
        About::Action(_) => Some(EventKind::Action),
    };
    known.map(|kind| Event { known: Some(kind) })
}

fn find(name: &str, is_such: impl Fn(EventKind) -> bool) -> Option<EventKind> {
    // Their names differ in length as a rule.
    EventKind::ALL.iter().copied().find(|kind| is_hook(*kind, name) && is_such(*kind))
}

fn find_of(name: &str, about: &str, subject: Subject) -> Option<EventKind> {
    let rest = name.strip_prefix(about)?.strip_prefix('-')?;
    find(rest, |kind| kind.subject() == Some(subject))
}

fn is_hook(kind: EventKind, name: &str) -> bool {
    let attribute = kind.attribute();
    attribute.len() == name.len()
        && attribute
            .bytes()
            .zip(name.bytes())
            .all(|(one, other)| one == other || (one, other) == (b'_', b'-'))
}

fn is_of_secret(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::SecretChanged
            | EventKind::SecretExpired
            | EventKind::SecretRemove
            | EventKind::SecretRotate
    )
}

pub(super) fn check_version(checks: &mut Checks<'_>, event: Event) {
    let (since, until) = match event.known {
        Some(kind) => (kind.since(), kind.until()),
        None => (None, Some(OTHERS_UNTIL)),
    };
    let (name, own) = (&checks.hook.name, &checks.state.juju_version);
    if let Some(since) = since.filter(|since| checks.is_before(*since)) {
        let what = format!("Juju {own} sends `{name}`, which comes from {since} on");
        checks.report(Rule::EventVersion, what, format!("take `.with_juju_version(\"{since}\")` or later"));
    }
    if let Some(until) = until.filter(|until| checks.version.is_some_and(|own| own >= *until)) {
        let what = format!("Juju {own} sends `{name}`, which came until {until}");
        checks.report(Rule::EventVersion, what, "take an earlier version by `.with_juju_version(…)`");
    }
}

/// Of an event that Juju does not send.
#[cold]
pub(super) fn report(checks: &mut Checks<'_>) {
    let (name, metadata) = (&checks.hook.name, checks.metadata);
    let of_charm = events(metadata);
    if let Some(kind) = lacks_subject(checks.hook) {
        // What an extension may add could be what the name says.
        if of_charm.contains(name) || !metadata.extensions.is_empty() {
            let what = format!("`{name}` does not tell what it is about");
            let help = format!("make it by `on::{}(…)`", kind.attribute());
            return checks.report(Rule::BareEvent, what, help);
        }
    }
    let hooks = of_charm.iter().map(String::as_str).filter(|name| !name.starts_with("action:"));
    let what = format!("Juju sends no `{name}` to this charm");
    let help = one_of(name, hooks);
    checks.report(Rule::UnknownEvent, what, help);
}

/// The kind that the end of the name says, where the hook is of the unit and should be about something.
fn lacks_subject(hook: &Hook) -> Option<EventKind> {
    let name = &hook.name;
    let is_named = |kind: &EventKind| match kind.subject() {
        None => is_of_secret(*kind) && is_hook(*kind, name),
        Some(Subject::Action) => false,
        Some(_) => name.strip_suffix(&kind.hook_name(None)).is_some_and(|subject| subject.ends_with('-')),
    };
    EventKind::ALL.iter().copied().find(|kind| matches!(hook.about, About::Unit) && is_named(kind))
}
