//! The providing side: a charm that has databases.

mod encryption;
mod events;
mod publish;
mod request;
mod response;

pub use events::{
    DatabaseEntityPermissionsChanged, DatabaseEntityRequested, DatabaseReleased, DatabaseRequested,
};
pub use request::{Request, RequestedEntity};
pub use response::Response;

use ops::prelude::*;

use crate::Error;
use crate::wire::{self, Diff, RelationStatus, SecretGroup};
use publish::Publisher;

/// What a requirer cannot change any more.
const FOR_GOOD: [&str; 3] = [wire::ENTITY_TYPE, wire::EXTRA_USER_ROLES, wire::EXTRA_GROUP_ROLES];

/// Hears who wants a database, and answers: in secrets where the other side and Juju know them, in the databag elsewhere.
///
/// | `#[on(database.…)]` | when |
/// |---|---|
/// | `requested` | a database is asked for, and a user |
/// | `entity_requested` | a user or a group is asked for by itself |
/// | `entity_permissions_changed` | it is to have other permissions |
/// | `released` | the relation has ended; the secrets of it are removed by the library, the user is for the charm to remove |
///
/// They come to the leader alone, which alone may answer. What a handler does not answer is not asked again, unless it defers the event or
/// fails; a charm that reconciles goes through [`requests`](Self::requests).
///
/// Revisions of secrets that nobody reads any more are removed by the library: a charm with a handler of `secret_remove` leaves those alone
/// whose label is `ENDPOINT.RELATION.GROUP.secret`.
///
/// ```no_run
/// use ops::prelude::*;
/// use postgresql_client::{DatabaseProvider, DatabaseRequested, Response};
///
/// #[charm(metadata = "../../../examples/postgresql-provider")]
/// struct Postgresql {
///     #[component(endpoint = "database")]
///     database: DatabaseProvider,
/// }
///
/// #[charm(metadata = "../../../examples/postgresql-provider", allow(unhandled_action))]
/// impl Postgresql {
///     #[on(database.requested)]
///     fn database_requested(&mut self, cx: &Context, event: DatabaseRequested) -> ops::Result {
///         let Some(leader) = cx.leader()? else { return Ok(()) };
///         let user = format!("relation-{}", event.relation);
///         let password = create(&event.request.database, &user)?;
///         let response = Response::new()
///             .database(&event.request.database)
///             .credentials(user, password)
///             .endpoints(["10.1.2.3:5432"]);
///         Ok(self.database.set_response(cx, &leader, event.relation, &response)?)
///     }
/// }
/// # fn create(_database: &str, _user: &str) -> ops::Result<SecretString> { Ok("".into()) }
///
/// ops::main!(Postgresql);
/// ```
#[component(
    interface = "postgresql_client",
    role = "provides",
    events(
        requested = DatabaseRequested,
        entity_requested = DatabaseEntityRequested,
        entity_permissions_changed = DatabaseEntityPermissionsChanged,
        released = DatabaseReleased,
    )
)]
#[derive(Debug)]
pub struct DatabaseProvider {
    #[endpoint]
    endpoint: Endpoint<Provides>,
}

#[component]
impl DatabaseProvider {
    #[on(relation_created)]
    fn relation_created(&mut self, cx: &Context, event: RelationCreated) -> Result<(), Error> {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        encryption::share_key(cx, &leader, event.relation())
    }

    /// Emits at most one event: the first that fits, as in the Python library.
    #[on(relation_changed)]
    fn relation_changed(&mut self, cx: &Context, event: RelationChanged) -> Result<(), Error> {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        let relation = event.relation();
        let remote = relation.remote_app()?.all()?;
        let diff = Diff::take(&remote, &relation.local_app(&leader))?;
        if let Some(key) = FOR_GOOD.into_iter().find(|key| diff.has_changed(key)) {
            let (app, relation) = (event.app().to_owned(), relation.to_string());
            return Err(Error::RequestChanged { app, relation, key });
        }
        let Some(request) = Request::read(relation, &remote) else { return Ok(()) };
        match (diff.has_added(wire::DATABASE), diff.has_added(wire::ENTITY_TYPE)) {
            (true, false) => cx.emit(&DatabaseRequested::new(&event, request))?,
            (true, true) => cx.emit(&DatabaseEntityRequested::new(&event, request))?,
            (false, false) if diff.has(wire::ENTITY_PERMISSIONS) => {
                cx.emit(&DatabaseEntityPermissionsChanged::new(&event, request))?;
            }
            (false, _) => {}
        }
        Ok(())
    }

    /// Juju sends this also to a unit that is itself being removed, while the relation lives on.
    #[on(relation_broken)]
    fn relation_broken(&mut self, cx: &Context, event: RelationBroken) -> Result<(), Error> {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        let goal = cx.goal_state()?;
        if goal.unit(cx.unit().name()).is_none_or(|unit| unit.status() == "dying") {
            return Ok(());
        }
        publish::remove_secrets(cx, &leader, event.relation())?;
        cx.emit(&DatabaseReleased { relation: event.relation().id(), app: event.app().to_owned() })?;
        Ok(())
    }

    #[on(secret_remove)]
    fn secret_remove(&mut self, _cx: &Context, event: SecretRemove) -> Result<(), Error> {
        if event.label().is_some_and(|label| SecretGroup::of_label(self.endpoint.name(), label).is_some()) {
            event.remove_revision()?;
        }
        Ok(())
    }

    fn relation(&self, cx: &Context, relation: RelationId) -> Result<Relation, Error> {
        let found = cx.relation_by_id(self.endpoint, relation)?;
        found.ok_or(Error::NoRelation { endpoint: self.endpoint.name(), relation })
    }

    fn publisher<'a>(
        &self,
        cx: &'a Context,
        leader: &'a Leader,
        relation: RelationId,
    ) -> Result<Publisher<'a>, Error> {
        Publisher::new(cx, leader, self.relation(cx, relation)?)
    }

    /// Answers on a relation, or adds to what was answered.
    ///
    /// # Errors
    /// [`Error::Premature`] before the other side has asked for a database, unless it is only about endpoints; [`Error::NoRelation`]; or Juju
    /// refused.
    pub fn set_response(
        &self,
        cx: &Context,
        leader: &Leader,
        relation: RelationId,
        response: &Response,
    ) -> Result<(), Error> {
        self.publisher(cx, leader, relation)?.set(&response.fields)
    }

    /// Takes fields of the answer away, by their names on the wire: `tls-ca`. One that is not there is none.
    ///
    /// # Errors
    /// [`Error::NoRelation`], or Juju refused.
    pub fn remove_fields(
        &self,
        cx: &Context,
        leader: &Leader,
        relation: RelationId,
        fields: &[&str],
    ) -> Result<(), Error> {
        self.publisher(cx, leader, relation)?.remove(fields)
    }

    /// A field of the answer as it was given, by its name on the wire: `password`.
    ///
    /// # Errors
    /// [`Error::NoRelation`], or Juju refused.
    pub fn field(
        &self,
        cx: &Context,
        leader: &Leader,
        relation: RelationId,
        name: &str,
    ) -> Result<Option<SecretString>, Error> {
        self.publisher(cx, leader, relation)?.get(name)
    }

    /// What the other side of a relation asks for; `None` if it does not, or not any more.
    ///
    /// # Errors
    /// Juju did not answer.
    pub fn request(&self, cx: &Context, relation: RelationId) -> Result<Option<Request>, Error> {
        let Some(relation) = cx.relation_by_id(self.endpoint, relation)? else { return Ok(None) };
        Ok(Request::read(&relation, &relation.remote_app()?.all()?))
    }

    /// All that is asked for, in the order of the relations: for a charm that reconciles, or has news for all.
    ///
    /// ```
    /// use ops::prelude::*;
    /// use postgresql_client::{DatabaseProvider, Response};
    ///
    /// fn moved(database: &DatabaseProvider, cx: &Context, primary: &str) -> ops::Result {
    ///     let Some(leader) = cx.leader()? else { return Ok(()) };
    ///     for (relation, _) in database.requests(cx)? {
    ///         database.set_response(cx, &leader, relation, &Response::new().endpoints([primary]))?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    /// Juju did not answer.
    pub fn requests(&self, cx: &Context) -> Result<Vec<(RelationId, Request)>, Error> {
        let mut requests = Vec::new();
        for relation in cx.relations(self.endpoint)? {
            let request = Request::read(&relation, &relation.remote_app()?.all()?);
            requests.extend(request.map(|request| (relation.id(), request)));
        }
        Ok(requests)
    }

    /// The name, and maybe the password, that the user of a request is to have.
    ///
    /// # Errors
    /// The secret that holds them is not granted, or gone; or Juju did not answer.
    pub fn requested_entity(
        &self,
        cx: &Context,
        request: &Request,
    ) -> Result<Option<RequestedEntity>, Error> {
        Ok(request.entity(cx)?)
    }

    /// Says that this unit is ready to be used: of a subordinate each unit says it ([`Response::subordinated`]).
    ///
    /// # Errors
    /// [`Error::NoRelation`], or Juju refused.
    pub fn set_ready(&self, cx: &Context, relation: RelationId) -> Result<(), Error> {
        Ok(self.relation(cx, relation)?.local_unit().set(wire::STATE, wire::READY)?)
    }

    /// The statuses that are shown on a relation, by their codes.
    ///
    /// # Errors
    /// [`Error::NoRelation`], or Juju refused.
    pub fn statuses(
        &self,
        cx: &Context,
        leader: &Leader,
        relation: RelationId,
    ) -> Result<Vec<RelationStatus>, Error> {
        let shown = self.relation(cx, relation)?.local_app(leader).get(wire::STATUS)?;
        Ok(RelationStatus::read(shown.as_deref()))
    }

    /// Shows a status on a relation, beside those that are shown; one with the same code goes.
    ///
    /// # Errors
    /// As [`set_response`](Self::set_response).
    pub fn raise_status(
        &self,
        cx: &Context,
        leader: &Leader,
        relation: RelationId,
        status: RelationStatus,
    ) -> Result<(), Error> {
        let mut statuses = self.statuses(cx, leader, relation)?;
        statuses.retain(|shown| shown.code != status.code);
        statuses.push(status);
        statuses.sort_by_key(|status| status.code);
        self.show(cx, leader, relation, &statuses)
    }

    /// Shows a status no longer. One that was not shown is none.
    ///
    /// # Errors
    /// As [`set_response`](Self::set_response).
    pub fn resolve_status(
        &self,
        cx: &Context,
        leader: &Leader,
        relation: RelationId,
        code: i64,
    ) -> Result<(), Error> {
        let mut statuses = self.statuses(cx, leader, relation)?;
        let before = statuses.len();
        statuses.retain(|shown| shown.code != code);
        if statuses.len() == before {
            return Ok(());
        }
        self.show(cx, leader, relation, &statuses)
    }

    /// Shows no status any more.
    ///
    /// # Errors
    /// [`Error::NoRelation`], or Juju refused.
    pub fn clear_statuses(&self, cx: &Context, leader: &Leader, relation: RelationId) -> Result<(), Error> {
        self.remove_fields(cx, leader, relation, &[wire::STATUS])
    }

    fn show(
        &self,
        cx: &Context,
        leader: &Leader,
        relation: RelationId,
        statuses: &[RelationStatus],
    ) -> Result<(), Error> {
        let response = Response::new().field(wire::STATUS, RelationStatus::write(statuses));
        self.set_response(cx, leader, relation, &response)
    }
}
