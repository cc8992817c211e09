//! The cases of a relation interface, which every charm that speaks it runs.

use std::fmt;

use ops_model::{EndpointName, Hook, Relation, State};

use super::{Run, Scenario, fail};
use crate::charm::Charm;

/// What an interface asks of one of its sides in one situation. The library of the interface has them; a charm runs them by
/// [`InterfaceCases::run`].
#[derive(Clone, Copy)]
pub struct InterfaceCase {
    /// What it is about, in a few words.
    pub name: &'static str,
    /// Whether the unit leads.
    pub leader: bool,
    /// What the relation is like before: what the other side has written, and which of its units are there. Secrets go into the state.
    pub before: fn(Relation, State) -> (Relation, State),
    /// What happens to the relation: `created`, `changed`, …
    pub kind: &'static str,
    /// The remote unit that it is about; empty is the application or the relation.
    pub unit: &'static str,
    /// What must be so after it: of this side's databags and secrets.
    pub after: fn(&Relation, &Run) -> Result<(), String>,
}

/// The cases of one side of an interface, at an endpoint of a charm.
///
/// ```
/// use ops::prelude::*;
/// use ops::testing::{InterfaceCase, InterfaceCases};
///
/// // In the library of the interface: what a requirer must do.
/// const REQUIRER: [InterfaceCase; 1] = [InterfaceCase {
///     name: "the leader asks for a database",
///     leader: true,
///     before: |relation, state| (relation, state),
///     kind: "created",
///     unit: "",
///     after: |relation, _| match relation.local_app_data.get("database") {
///         Some(_) => Ok(()),
///         None => Err("`database` is not in the application's databag".into()),
///     },
/// }];
///
/// #[charm(metadata = "../examples/database-client")]
/// struct WebApp;
///
/// #[charm(metadata = "../examples/database-client")]
/// impl WebApp {
///     #[on(relation_created = "db")]
///     fn created(&mut self, cx: &Context, event: RelationCreated) -> ops::Result {
///         if let Some(leader) = cx.leader()? {
///             event.relation().local_app(&leader).set("database", "web")?;
///         }
///         Ok(())
///     }
/// }
///
/// // In a charm this is the body of a `#[test]`.
/// fn main() {
///     InterfaceCases::new("requirer of postgresql_client", &REQUIRER).run::<WebApp>(WebApp::ENDPOINTS.db);
/// }
/// ```
#[derive(Clone)]
pub struct InterfaceCases {
    title: &'static str,
    cases: &'static [InterfaceCase],
    start: Option<State>,
}

impl InterfaceCases {
    /// These cases.
    #[must_use]
    pub const fn new(title: &'static str, cases: &'static [InterfaceCase]) -> Self {
        Self { title, cases, start: None }
    }

    /// From a state that the charm needs to do its part: with options, say, or with other relations.
    #[must_use]
    pub fn from_state(self, start: State) -> Self {
        Self { start: Some(start), ..self }
    }

    /// Runs all of them.
    ///
    /// # Panics
    /// The charm `C` fails one; the message tells of each, and what the charm did.
    #[track_caller]
    pub fn run<C: Charm>(&self, endpoint: impl EndpointName) {
        let name = endpoint.name();
        let failed: Vec<String> =
            self.cases.iter().filter_map(|case| self.failure::<C>(name, case)).collect();
        if !failed.is_empty() {
            let (charm, title) = (C::NAME, self.title);
            fail(&format!("the charm `{charm}` is no good {title} at `{name}`:\n{}", failed.join("\n")));
        }
    }

    fn failure<C: Charm>(&self, endpoint: &'static str, case: &InterfaceCase) -> Option<String> {
        let scenario = Scenario::<C>::new();
        let state = self.start.clone().unwrap_or_else(|| scenario.state()).with_leader(case.leader);
        let id = state.relations.iter().map(|relation| relation.id + 1).max().unwrap_or_default();
        let (relation, state) = (case.before)(Relation::named(endpoint, id, "remote"), state);
        let event = Hook::relation(endpoint, id, case.kind);
        let event = if case.unit.is_empty() { event } else { event.unit(case.unit) };
        let run = scenario.try_run(event, state.with_relation(relation));
        let why = match run.state.relation(id) {
            _ if !run.is_committed() => "the event failed".to_owned(),
            None => "the relation is gone".to_owned(),
            Some(relation) => (case.after)(relation, &run).err()?,
        };
        Some(format!("- {}: {why}\n{run}", case.name))
    }
}

impl fmt::Debug for InterfaceCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InterfaceCase").field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Debug for InterfaceCases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InterfaceCases")
            .field("title", &self.title)
            .field("cases", &self.cases)
            .finish_non_exhaustive()
    }
}
