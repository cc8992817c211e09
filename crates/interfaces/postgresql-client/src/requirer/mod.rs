//! The requiring side: a charm that asks for a database.

mod changed;
mod connection;
mod events;
mod request;
mod send;

pub use connection::{Connection, Entity, Server};
pub use events::{
    AuthenticationUpdated, DatabaseCreated, DatabaseEntityCreated, EndpointsChanged, PrefixDatabasesChanged,
    ReadOnlyEndpointsChanged, StatusRaised, StatusResolved,
};
pub use request::DatabaseRequest;

use ops::prelude::*;

use crate::Error;
use crate::wire::{self, RelationStatus};
use connection::Fields;

/// Asks for a database, tells when it is there, and what is to be known to connect to it.
///
/// | `#[on(database.…)]` | when |
/// |---|---|
/// | `created` | the database and its user are there |
/// | `entity_created` | the user or group is there that was asked for by itself |
/// | `endpoints_changed`, `read_only_endpoints_changed`, `prefix_databases_changed` | what they say; of several that change at once, the first |
/// | `authentication_updated` | there is a new password, or TLS has changed |
/// | `status_raised`, `status_resolved` | the provider shows a status on the relation, or no longer |
///
/// Each unit is told each of them, and they say which relation it is about. The rest is asked of the component: what it answers is what the
/// provider has said last, also in a handler that was deferred.
///
/// ```no_run
/// use ops::prelude::*;
/// use postgresql_client::{DatabaseCreated, DatabaseRequest, DatabaseRequirer};
///
/// #[charm(metadata = "../../../examples/postgresql-requirer")]
/// struct WebApp {
///     #[component(endpoint = "database", settings = DatabaseRequest::new("webapp"))]
///     database: DatabaseRequirer,
/// }
///
/// #[charm(metadata = "../../../examples/postgresql-requirer")]
/// impl WebApp {
///     #[on(database.created)]
///     fn database_created(&mut self, cx: &Context, event: DatabaseCreated) -> ops::Result {
///         if let Some(connection) = self.database.connection(cx, event.relation)? {
///             info!("{} at {:?}", connection.username, connection.server.endpoints);
///         }
///         Ok(())
///     }
/// }
///
/// ops::main!(WebApp);
/// ```
#[component(
    interface = "postgresql_client",
    role = "requires",
    events(
        created = DatabaseCreated,
        entity_created = DatabaseEntityCreated,
        endpoints_changed = EndpointsChanged,
        read_only_endpoints_changed = ReadOnlyEndpointsChanged,
        prefix_databases_changed = PrefixDatabasesChanged,
        authentication_updated = AuthenticationUpdated,
        status_raised = StatusRaised,
        status_resolved = StatusResolved,
    )
)]
#[derive(Debug)]
pub struct DatabaseRequirer {
    #[endpoint]
    endpoint: Endpoint<Requires>,
    #[settings]
    request: DatabaseRequest,
}

#[component]
impl DatabaseRequirer {
    #[on(relation_created)]
    fn relation_created(&mut self, cx: &Context, event: RelationCreated) -> Result<(), Error> {
        self.assign_alias(cx, event.relation())?;
        send::send(cx, &self.request, event.relation())
    }

    /// For a leader that was none when the relation was made, and a charm that asks for more than the one before it.
    #[on(leader_elected, upgrade_charm, config_changed)]
    fn send_again(&mut self, cx: &Context) -> Result<(), Error> {
        for relation in cx.relations(self.endpoint)? {
            send::send(cx, &self.request, &relation)?;
        }
        Ok(())
    }

    #[on(relation_changed)]
    fn relation_changed(&mut self, cx: &Context, event: RelationChanged) -> Result<(), Error> {
        changed::changed(cx, &self.request, &event)
    }

    #[on(secret_changed)]
    fn secret_changed(&mut self, cx: &Context, event: SecretChanged) -> Result<(), Error> {
        changed::secret_changed(cx, self.endpoint, &event)
    }

    /// The first alias that no other relation of this unit has.
    fn assign_alias(&self, cx: &Context, relation: &Relation) -> Result<(), Error> {
        let aliases = &self.request.aliases;
        if aliases.is_empty() || relation.local_unit().get(wire::ALIAS)?.is_some() {
            return Ok(());
        }
        let mut taken = Vec::new();
        for other in cx.relations(self.endpoint)? {
            taken.extend(other.local_unit().get(wire::ALIAS)?);
        }
        let Some(free) = aliases.iter().find(|alias| !taken.contains(alias)) else {
            let relation = relation.to_string();
            return Err(Error::NoAliasLeft { relation, aliases: aliases.len() });
        };
        Ok(relation.local_unit().set(wire::ALIAS, free)?)
    }

    fn fields(&self, cx: &Context, relation: RelationId) -> Result<Option<Fields>, Error> {
        let relation = cx.relation_by_id(self.endpoint, relation)?;
        Ok(relation.map(|relation| Fields::read(cx, &relation)).transpose()?)
    }

    /// The database on a relation, and the user there; `None` until they are made, and once the relation has ended.
    ///
    /// # Errors
    /// Juju did not answer.
    pub fn connection(&self, cx: &Context, relation: RelationId) -> Result<Option<Connection>, Error> {
        Ok(self.fields(cx, relation)?.and_then(|fields| fields.connection()))
    }

    /// The databases that are there, in the order of the relations: for a charm that reconciles.
    ///
    /// ```
    /// use ops::prelude::*;
    /// use postgresql_client::DatabaseRequirer;
    ///
    /// fn status(database: &DatabaseRequirer, cx: &Context) -> ops::Result<Status> {
    ///     match database.connections(cx)?.first() {
    ///         Some(connection) => Ok(Status::Active(format!("as {}", connection.username))),
    ///         None => Ok(Status::waiting("waiting for the database")),
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// As [`connection`](Self::connection).
    pub fn connections(&self, cx: &Context) -> Result<Vec<Connection>, Error> {
        let mut connections = Vec::new();
        for relation in cx.relations(self.endpoint)? {
            connections.extend(Fields::read(cx, &relation)?.connection());
        }
        Ok(connections)
    }

    /// The user or the group that was asked for by itself; `None` until it is made, and once the relation has ended.
    ///
    /// # Errors
    /// As [`connection`](Self::connection).
    pub fn entity(&self, cx: &Context, relation: RelationId) -> Result<Option<Entity>, Error> {
        Ok(self.fields(cx, relation)?.and_then(|fields| fields.entity()))
    }

    /// What is known of the server, also before there is a user; `None` once the relation has ended.
    ///
    /// # Errors
    /// As [`connection`](Self::connection).
    pub fn server(&self, cx: &Context, relation: RelationId) -> Result<Option<Server>, Error> {
        Ok(self.fields(cx, relation)?.map(|fields| fields.server()))
    }

    /// Any field of the provider's answer, by its name on the wire: one that was asked for in a secret
    /// ([`DatabaseRequest::additional_secret_fields`]), or one that stands in the databag.
    ///
    /// # Errors
    /// As [`connection`](Self::connection).
    pub fn field(
        &self,
        cx: &Context,
        relation: RelationId,
        name: &str,
    ) -> Result<Option<SecretString>, Error> {
        Ok(self.fields(cx, relation)?.and_then(|fields| fields.get(name)))
    }

    /// Whether each relation has its database, or its entity, and there is a relation at all.
    ///
    /// # Errors
    /// As [`connection`](Self::connection).
    pub fn is_resource_created(&self, cx: &Context) -> Result<bool, Error> {
        let relations = cx.relations(self.endpoint)?;
        for relation in &relations {
            let fields = Fields::read(cx, relation)?;
            if fields.connection().is_none() && fields.entity().is_none() {
                return Ok(false);
            }
        }
        Ok(!relations.is_empty())
    }

    /// The statuses that the provider shows on a relation.
    ///
    /// # Errors
    /// As [`connection`](Self::connection).
    pub fn statuses(&self, cx: &Context, relation: RelationId) -> Result<Vec<RelationStatus>, Error> {
        let Some(relation) = cx.relation_by_id(self.endpoint, relation)? else { return Ok(Vec::new()) };
        Ok(RelationStatus::read(relation.remote_app()?.get(wire::STATUS)?.as_deref()))
    }
}
