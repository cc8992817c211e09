//! What a handler is given: the model as this unit may see it, asked for lazily and once a dispatch.

mod app;
mod known_status;
mod leader;
mod model;
mod ports;
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
use crate::event::{CustomEvent, Emissions, EventError, Flags};
use crate::goal_state::GoalState;
use crate::hook_tools::Tools;
use crate::names::{AtMostOneRelation, Endpoint, RelationId};
use crate::network::Networks;
use crate::relation::{Bags, Relation, Relations};
use crate::resource::Resources;
use crate::secret::Secrets;
use crate::storage::Storages;
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
pub struct Context(Rc<Inner>, Scope);

/// The path of the component that asks; none for the charm itself.
type Scope = Option<Rc<str>>;

/// A little less than a kilobyte, beyond which an allocator takes longer: hence the boxes in it.
pub(crate) struct Inner {
    /// Shared, since each part of the model asks by them.
    pub(crate) tools: Rc<Tools>,
    pub(crate) relations: Relations,
    pub(crate) bags: Bags,
    pub(crate) networks: Networks,
    pub(crate) storages: Storages,
    pub(crate) resources: Resources,
    charm_dir: Rc<Path>,
    unit: Unit,
    app: App,
    model: Model,
    leadership: Leadership,
    config: OnceCell<Rc<Values>>,
    action: Option<Box<ActionContext>>,
    pub(crate) emissions: Emissions,
    pub(crate) flags: Flags,
}

impl Context {
    pub(crate) fn new(environment: &Environment, tools: Tools) -> Self {
        let (event, tools) = (&environment.event, Rc::new(tools));
        let current = event.get("JUJU_RELATION_ID").and_then(|id| id.parse().ok());
        let departing = event.get("JUJU_DEPARTING_UNIT").and_then(|unit| unit.parse().ok());
        let relations = Relations::new(current, event.is_relation_broken(), departing);
        if let Some(id) = current {
            relations.learn(id, event.remote_app(), false);
        }
        let secrets = Secrets::new(tools.clone(), environment.juju_version.clone());
        let inner = Inner {
            relations,
            bags: Bags::default(),
            networks: Networks::default(),
            storages: Storages::new(event),
            resources: Resources::default(),
            charm_dir: environment.charm_dir.clone(),
            unit: Unit::new(environment, tools.clone(), secrets.clone()),
            app: App::new(environment.unit.clone(), tools.clone(), secrets),
            model: Model::new(environment, tools.clone()),
            leadership: Leadership::default(),
            config: OnceCell::new(),
            action: event
                .action()
                .map(|name| Box::new(ActionContext::new(name, event.get("JUJU_ACTION_UUID"), tools.clone()))),
            emissions: Emissions::default(),
            flags: Flags::default(),
            tools,
        };
        Self(Rc::new(inner), None)
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.0
    }

    /// The same for the handlers of a component: what they emit is its.
    pub(crate) fn of_component(&self, path: &str) -> Self {
        Self(self.0.clone(), Some(path.into()))
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        self.unit().secrets()
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
    pub fn relations<R, M>(&self, endpoint: Endpoint<R, M>) -> Result<Vec<Relation>, ModelError> {
        let ids = self.0.relations.ids(endpoint.name(), &self.0.tools)?;
        Ok(ids.iter().map(|id| Relation::new(self, endpoint.name(), *id)).collect())
    }

    /// The one relation of an endpoint; `None` while there is none.
    ///
    /// For an endpoint that has at most one: with `limit: 1` in the metadata, which Juju enforces, or of peers. Of any other this does not
    /// compile (OPS0409).
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn is_related(cx: &Context, db: Endpoint<Requires, Single>) -> ops::Result<bool> {
    ///     Ok(cx.relation(db)?.is_some())
    /// }
    /// ```
    ///
    /// # Errors
    /// `relation-ids` failed; [`ModelError::SeveralRelations`] if there are several all the same: an operator has forced the charm
    /// on an application that had them.
    pub fn relation<R, M: AtMostOneRelation>(
        &self,
        endpoint: Endpoint<R, M>,
    ) -> Result<Option<Relation>, ModelError> {
        let ids = self.0.relations.ids(endpoint.name(), &self.0.tools)?;
        match *ids {
            [] => Ok(None),
            [id] => Ok(Some(Relation::new(self, endpoint.name(), id))),
            _ => Err(ModelError::SeveralRelations { endpoint: endpoint.name().to_owned(), count: ids.len() }),
        }
    }

    /// The relation with this id, if the endpoint has it.
    ///
    /// # Errors
    /// `relation-ids` failed.
    pub fn relation_by_id<R, M>(
        &self,
        endpoint: Endpoint<R, M>,
        id: RelationId,
    ) -> Result<Option<Relation>, ModelError> {
        let ids = self.0.relations.ids(endpoint.name(), &self.0.tools)?;
        Ok(ids.contains(&id).then(|| Relation::new(self, endpoint.name(), id)))
    }

    /// Emits an event of the charm's own. Its handler runs as soon as the one that emits it has returned, after those of events that
    /// were emitted before, and before the next event of Juju's. An event that nothing handles is only logged.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// #[event]
    /// struct DatabaseReady {
    ///     endpoints: String,
    /// }
    ///
    /// fn changed(cx: &Context, event: RelationChanged) -> ops::Result {
    ///     if let Some(endpoints) = event.relation().remote_app()?.get("endpoints")? {
    ///         cx.emit(&DatabaseReady { endpoints })?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// It cannot be written as JSON, in which it is queued: a map has keys that are no texts.
    pub fn emit<E: CustomEvent>(&self, event: &E) -> Result<(), EventError> {
        self.0.emissions.push(self.1.as_deref(), event)
    }

    /// The units and relations that the model is to have, as far as the application is concerned.
    ///
    /// # Errors
    /// `goal-state` failed.
    pub fn goal_state(&self) -> Result<Rc<GoalState>, ModelError> {
        self.0.app.goal_state()
    }

    /// Calls a hook tool as it stands, and gives what it prints: for what Juju has and this library has not. An argument is for
    /// everybody's eyes, so a secret has no place in it.
    ///
    /// Nothing of it is known to the rest of the library: no leadership is checked, a value read before is not read anew, and what is
    /// written so to a databag may be written over at the end of the dispatch.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn public_address(cx: &Context) -> ops::Result<String> {
    ///     Ok(cx.hook_tool("unit-get", &["public-address"])?.trim_end().to_owned())
    /// }
    /// ```
    ///
    /// # Errors
    /// [`ModelError::NotImplemented`] if this Juju has no such tool; or the tool refused, or could not be run.
    pub fn hook_tool(&self, tool: &'static str, args: &[&str]) -> Result<String, ModelError> {
        Ok(self.0.tools.raw(tool, args)?)
    }

    /// The action that runs now; `None` in a hook.
    #[must_use]
    pub fn action(&self) -> Option<&ActionContext> {
        self.0.action.as_deref()
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
    use crate::status::{Status, StatusKind};

    fn context(path: &str) -> (Arc<Recording>, Context) {
        let variables = [
            ("JUJU_DISPATCH_PATH", path),
            ("JUJU_UNIT_NAME", "web/7"),
            ("JUJU_CHARM_DIR", "/var/lib/charm"),
            ("JUJU_MODEL_NAME", "prod"),
            ("JUJU_MODEL_UUID", "uuid"),
            ("JUJU_VERSION", "3.6.11"),
            ("JUJU_ACTION_UUID", "12"),
            ("JUJU_AVAILABILITY_ZONE", "zone-1"),
            ("JUJU_MACHINE_ID", ""),
            ("JUJU_PRINCIPAL_UNIT", "db/0"),
        ];
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let juju = Recording::new([
            ("config-get", r#"{"port": 80}"#),
            ("is-leader", "true"),
            (
                "status-get --include-data --format=json --application=false",
                r#"{"status":"active","message":"up"}"#,
            ),
            (
                "status-get --include-data --format=json --application=true",
                r#"{"application-status":{"status":"error","message":"","status-data":{"hook":"install"},
                    "units":{"web/7":{"status":"active"}}}}"#,
            ),
            (
                "goal-state",
                r#"{"units":{"web/7":{"status":"active"},"web/8":{"status":"dying"},"web/9":{"status":"waiting","since":"s"}},
                    "relations":{"db":{"pg":{"status":"joined"},"pg/0":{"status":"active"}}}}"#,
            ),
            ("credential-get", r#"{"type":"lxd","name":"home"}"#),
            ("resource-get", "/srv/tool.tgz"),
        ]);
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
        assert_eq!((cx.unit().availability_zone(), cx.unit().machine_id()), (Some("zone-1"), None));
        assert_eq!(cx.unit().principal().map(ToString::to_string).as_deref(), Some("db/0"));
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
    fn a_status_is_sent_only_if_it_is_not_known_to_be_so() {
        let (juju, cx) = context("hooks/install");
        let unit = cx.unit();
        unit.set_status(Status::maintenance("x")).unwrap();
        unit.set_status(Status::maintenance("x")).unwrap();
        unit.set_status(Status::maintenance("")).unwrap();
        assert_eq!((unit.status().unwrap().word(), unit.status().unwrap().message()), ("maintenance", ""));
        assert_eq!(juju.lines().len(), 2);
        juju.refuse("status-set", "the controller is on fire");
        unit.set_status(Status::active()).unwrap_err();
        assert_eq!(unit.status().unwrap().message(), "up", "it is asked for again");
        juju.lines();
        unit.set_status(Status::Active("up".into())).unwrap();
        assert!(juju.lines().is_empty());
        unit.set_status(Status::active()).unwrap_err();
        assert_eq!(juju.lines().len(), 1);
    }

    #[test]
    fn the_leader_sees_the_statuses_of_all() {
        let (juju, cx) = context("hooks/install");
        let leader = cx.leader().unwrap().unwrap();
        juju.lines();
        let status = cx.app().status(&leader).unwrap();
        assert_eq!(
            (status.word(), status.kind(), &status.data()["hook"]),
            ("error", None, &"install".into())
        );
        let units = cx.app().unit_statuses(&leader).unwrap();
        assert_eq!(
            units.iter().map(|(_, status)| status.kind()).collect::<Vec<_>>(),
            [Some(StatusKind::Active)]
        );
        cx.app().set_status(&leader, Status::active()).unwrap();
        assert_eq!(cx.app().status(&leader).unwrap().kind(), Some(StatusKind::Active));
        assert_eq!(juju.lines().len(), 2);
    }

    #[test]
    fn the_goal_state_the_cloud_and_a_resource_are_asked_for_once() {
        let (juju, cx) = context("hooks/install");
        const DB: Endpoint<crate::names::Requires> = Endpoint::new("db");
        for _ in 0..2 {
            assert_eq!(cx.app().planned_units().unwrap(), 2);
            let goal = cx.goal_state().unwrap();
            assert_eq!(goal.endpoint(DB).unwrap().apps()[0].1.status(), "joined");
            assert_eq!(goal.endpoint(DB).unwrap().units().len(), 1);
            assert_eq!(cx.model().cloud_spec().unwrap().name(), "home");
            assert_eq!(cx.resource(crate::names::Resource::new("tool")).unwrap(), Path::new("/srv/tool.tgz"));
        }
        assert_eq!(
            juju.lines(),
            ["goal-state --format=json", "credential-get --format=json", "resource-get tool"]
        );
    }

    #[test]
    fn a_reboot_is_for_hooks_only() {
        let (juju, cx) = context("hooks/install");
        cx.unit().reboot().unwrap();
        assert_eq!(juju.lines(), ["juju-reboot"]);
        juju.refuse("juju-reboot", "not implemented");
        assert!(matches!(cx.unit().reboot_now().unwrap_err(), ModelError::NotImplemented(_)));
        let (juju, cx) = context("actions/backup");
        let error = cx.unit().reboot_now().unwrap_err();
        assert!(matches!(error, ModelError::NotInAction { .. }) && error.to_string().contains("juju-reboot"));
        cx.unit().reboot().unwrap_err();
        assert!(juju.lines().is_empty());
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
