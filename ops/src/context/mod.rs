//! What a handler is given: the model as this unit may see it, asked for lazily and once a dispatch.

mod app;
mod leader;
mod model;
mod unit;

use std::cell::OnceCell;
use std::fmt;
use std::path::Path;
use std::rc::Rc;

pub use app::App;
pub use leader::Leader;
pub use model::Model;
pub use unit::Unit;

use crate::action::ActionContext;
use crate::config::Values;
use crate::environment::{Environment, EventRecord};
use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::names::{Endpoint, RelationId};
use crate::relation::{Bags, Relation, Relations};
use leader::Leadership;

/// The model, as the unit whose charm runs may see it and change it. Cheap to clone.
///
/// Nothing is asked of Juju before it is needed, and nothing twice in one dispatch.
///
/// ```
/// use ops::prelude::*;
///
/// fn publish_url(cx: &Context, website: Endpoint<Provides>) -> ops::Result {
///     let Some(leader) = cx.leader()? else { return Ok(()) };
///     for relation in cx.relations(website)? {
///         let url = format!("http://{}.{}.example", cx.app().name(), cx.model().name());
///         relation.local_app(&leader).set("url", &url)?;
///     }
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct Context(Rc<Inner>);

pub(crate) struct Inner {
    pub(crate) tools: Tools,
    pub(crate) relations: Relations,
    pub(crate) bags: Bags,
    charm_dir: Box<Path>,
    unit: Unit,
    app: App,
    model: Model,
    leadership: Leadership,
    config: OnceCell<Rc<Values>>,
    action: Option<ActionContext>,
}

impl Context {
    pub(crate) fn new(environment: &Environment, tools: Tools) -> Self {
        let event = &environment.event;
        let current = event.get("JUJU_RELATION_ID").and_then(|id| id.parse().ok());
        let departing = event.get("JUJU_DEPARTING_UNIT").and_then(|unit| unit.parse().ok());
        let relations = Relations::new(current, event.is_relation_broken(), departing);
        if let Some(id) = current {
            relations.learn(id, event.remote_app(), false);
        }
        Self(Rc::new(Inner {
            relations,
            bags: Bags::default(),
            charm_dir: environment.charm_dir.clone().into(),
            unit: Unit::new(environment.unit.clone(), tools.clone()),
            app: App::new(environment.unit.app(), tools.clone()),
            model: Model::new(environment),
            leadership: Leadership::default(),
            config: OnceCell::new(),
            action: event
                .action()
                .map(|name| ActionContext::new(name, event.get("JUJU_ACTION_UUID"), tools.clone())),
            tools,
        }))
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// Learns what an event, maybe an earlier one, says of its relation.
    pub(crate) fn learn(&self, id: RelationId, event: &EventRecord) {
        self.0.relations.learn(id, event.remote_app(), event.is_relation_broken());
    }

    /// The unit whose charm runs.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.0.unit
    }

    /// The unit's application.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// The model that the unit is in.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.0.model
    }

    /// The folder of the charm: where `metadata.yaml` and `dispatch` are.
    #[must_use]
    pub fn charm_dir(&self) -> &Path {
        &self.0.charm_dir
    }

    /// The leader's token if this unit is the leader: it opens what only the leader may write.
    ///
    /// A «yes» holds for 30 seconds, as Juju promises; then it is asked for again. A «no» stays for the dispatch.
    ///
    /// # Errors
    /// `is-leader` failed.
    pub fn leader(&self) -> Result<Option<Leader>, ModelError> {
        self.0.leadership.ask(&self.0.tools)
    }

    /// Closes the connection to the unit's agent, if there is one, before long work that asks nothing of Juju: the agent
    /// waits for every connection before it ends the hook. The next call opens another.
    pub fn close_connection(&self) {
        self.0.tools.close();
    }

    /// The configuration as Juju gives it. A struct with `#[config]` as a field of the charm is the better way.
    ///
    /// # Errors
    /// `config-get` failed.
    pub fn config(&self) -> Result<Rc<Values>, ModelError> {
        if let Some(values) = self.0.config.get() {
            return Ok(values.clone());
        }
        let values = Rc::new(Values::new(self.0.tools.config_get()?));
        Ok(self.0.config.get_or_init(|| values).clone())
    }

    /// The relations of an endpoint, in the order of their ids, without the one whose relation-broken this is.
    ///
    /// In the charm's own methods the endpoint is a constant: `cx.relations(Self::ENDPOINTS.db)?`.
    ///
    /// # Errors
    /// `relation-ids` failed.
    pub fn relations<R>(&self, endpoint: Endpoint<R>) -> Result<Vec<Relation>, ModelError> {
        let name: Rc<str> = endpoint.name().into();
        let ids = self.0.relations.ids(&name, &self.0.tools)?;
        Ok(ids.iter().map(|id| Relation::new(self, name.clone(), *id)).collect())
    }

    /// The relation with this id, if the endpoint has it.
    ///
    /// # Errors
    /// `relation-ids` failed.
    pub fn relation_by_id<R>(
        &self,
        endpoint: Endpoint<R>,
        id: RelationId,
    ) -> Result<Option<Relation>, ModelError> {
        let ids = self.0.relations.ids(endpoint.name(), &self.0.tools)?;
        Ok(ids.contains(&id).then(|| Relation::new(self, endpoint.name().into(), id)))
    }

    /// The action that runs now; `None` in a hook.
    #[must_use]
    pub fn action(&self) -> Option<&ActionContext> {
        self.0.action.as_ref()
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("unit", &self.unit().name()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::backend::recording::Recording;
    use crate::status::Status;

    fn context(path: &str) -> (Arc<Recording>, Context) {
        let variables = [
            ("JUJU_DISPATCH_PATH", path),
            ("JUJU_UNIT_NAME", "web/7"),
            ("JUJU_CHARM_DIR", "/var/lib/charm"),
            ("JUJU_MODEL_NAME", "prod"),
            ("JUJU_MODEL_UUID", "uuid"),
            ("JUJU_VERSION", "3.6.11"),
            ("JUJU_ACTION_UUID", "12"),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let juju = Recording::new([("config-get", r#"{"port": 80}"#), ("is-leader", "true")]);
        let environment = Environment::from_map(&BTreeMap::from(variables)).unwrap();
        (juju.clone(), Context::new(&environment, Tools::new(juju)))
    }

    #[test]
    fn what_the_environment_says_needs_no_tool() {
        let (juju, cx) = context("hooks/install");
        assert_eq!(
            (cx.unit().name().to_string(), cx.unit().app_name(), cx.unit().number()),
            ("web/7".into(), "web", 7)
        );
        assert_eq!((cx.app().name(), cx.model().name(), cx.model().uuid()), ("web", "prod", "uuid"));
        assert_eq!(*cx.model().juju_version(), crate::names::JujuVersion::new(3, 6, 11));
        assert_eq!(cx.charm_dir(), Path::new("/var/lib/charm"));
        assert!(cx.action().is_none());
        assert!(juju.lines().is_empty());
    }

    #[test]
    fn the_configuration_is_read_once() {
        let (juju, cx) = context("hooks/install");
        for _ in 0..2 {
            assert_eq!(cx.config().unwrap().get("port"), Some(&80.into()));
        }
        assert_eq!(juju.lines().len(), 1);
    }

    #[test]
    fn statuses_and_the_version_go_at_once() {
        let (juju, cx) = context("hooks/install");
        cx.unit().set_status(Status::maintenance("installing")).unwrap();
        cx.unit().set_workload_version("14.2").unwrap();
        cx.app().set_status(&cx.leader().unwrap().unwrap(), Status::active()).unwrap();
        assert_eq!(
            juju.lines(),
            [
                "status-set --application=False maintenance -- installing",
                "application-version-set -- 14.2",
                "is-leader --format=json",
                "status-set --application=True active -- ",
            ]
        );
    }

    #[test]
    fn an_action_can_speak_before_its_end() {
        let (juju, cx) = context("actions/backup");
        let action = cx.action().unwrap();
        assert_eq!((action.name(), action.id()), ("backup", "12"));
        action.log("half way").unwrap();
        action.set_results(&BTreeMap::from([("size", 5)])).unwrap();
        assert_eq!(juju.lines(), ["action-log -- half way", "action-set size=5"]);
    }
}
