//! Whether Juju could be in a state, and send an event in it: for tests, which make both up.
//!
//! What breaks a rule is said with the reason and a way to mend it. Names are taken from the charm's metadata; where an extension of
//! charmcraft may add some, none is called unknown. Where all is well nothing is allocated, since every event of a test comes by here.
//!
//! Each rule is from Juju's source (3.5), from its documentation, or from our own reading of metadata; what is not known for sure is not
//! a rule.

mod config;
mod databags;
mod defaults;
mod event;
mod inconsistency;
mod juju;
mod names;
mod networks;
mod relations;
mod rule;
mod secrets;
mod storages;
#[cfg(test)]
mod tests;
mod unit;

use ops_metadata::JujuVersion;
use ops_metadata::metadata::{Metadata, Section};

pub(crate) use config::fits;
pub use defaults::{insert_defaults, option_defaults};
pub use inconsistency::Inconsistency;
pub use rule::Rule;

use crate::hook::Hook;
use crate::state::State;

/// All that a unit of the charm with this metadata could never be told by Juju: first of the state, then of the event in it.
///
/// ```
/// use ops_metadata::metadata::Metadata;
/// use ops_model::consistency::{Rule, check};
/// use ops_model::{State, on};
///
/// let (mut state, metadata) = (State::unit("web/0"), Metadata::default());
/// assert_eq!(check(&state, &on::install(), &metadata), []);
///
/// state.set_config("port", 80);
/// let found = check(&state, &on::leader_elected(), &metadata);
/// let rules: Vec<Rule> = found.iter().map(|found| found.rule).collect();
/// assert_eq!(rules, [Rule::UnknownOption, Rule::NotLeader]);
/// ```
#[must_use]
pub fn check(state: &State, hook: &Hook, metadata: &Metadata) -> Vec<Inconsistency> {
    let version = version_of(state);
    let mut checks = Checks { state, hook, metadata, version, found: Vec::new() };
    unit::check(&mut checks);
    juju::check(&mut checks);
    config::check(&mut checks);
    relations::check(&mut checks);
    networks::check(&mut checks);
    storages::check(&mut checks);
    secrets::check(&mut checks);
    event::check(&mut checks);
    checks.found
}

/// Juju's version, which nearly every test leaves as it is: that one is read here.
fn version_of(state: &State) -> Option<JujuVersion> {
    const UNSAID: JujuVersion = JujuVersion::new(3, 6, 11);
    if state.juju_version == State::JUJU_VERSION { Some(UNSAID) } else { state.juju_version.parse().ok() }
}

/// What is compared, and what was found.
struct Checks<'a> {
    state: &'a State,
    hook: &'a Hook,
    metadata: &'a Metadata,
    /// Juju's; `None` if it does not read as one, which is reported.
    version: Option<JujuVersion>,
    found: Vec<Inconsistency>,
}

impl Checks<'_> {
    /// What and help are sentences without their ends.
    #[cold]
    fn report(&mut self, rule: Rule, what: String, help: impl Into<String>) {
        self.found.push(Inconsistency { rule, what, help: help.into() });
    }

    /// A name that the metadata would have to have in one of these sections. Silent where an extension may add it.
    #[cold]
    fn unknown<'n>(
        &mut self,
        rule: Rule,
        what: String,
        name: &str,
        known: impl Iterator<Item = &'n str>,
        section: Section,
    ) {
        if self.metadata.extensions.is_empty() {
            let help = names::help(name, known, section.key());
            self.report(rule, what, help);
        }
    }

    /// Whether Juju is surely older than this.
    fn is_before(&self, version: JujuVersion) -> bool {
        self.version.is_some_and(|own| own < version)
    }
}
