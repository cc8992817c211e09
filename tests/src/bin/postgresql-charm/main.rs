//! A charm with both sides of `postgresql_client`: it says which events it hears and what can be read then, and does what actions tell it.

use std::collections::BTreeMap;

use ops::prelude::*;
use postgresql_client::{
    AuthenticationUpdated, DatabaseCreated, DatabaseEntityCreated, DatabaseEntityPermissionsChanged,
    DatabaseEntityRequested, DatabaseProvider, DatabaseReleased, DatabaseRequest, DatabaseRequested,
    DatabaseRequirer, EndpointsChanged, EntityPermission, EntityType, PrefixDatabasesChanged,
    ReadOnlyEndpointsChanged, RelationStatus, Response, StatusRaised, StatusResolved,
};

#[charm]
struct PostgresqlCharm {
    #[component(endpoint = "database", settings = |cx| Self::ask(cx))]
    database: DatabaseRequirer,
    #[component(endpoint = "clients")]
    clients: DatabaseProvider,
}

#[action("respond")]
struct Respond {
    relation: u64,
    fields: BTreeMap<String, String>,
}

#[action("remove")]
struct Remove {
    relation: u64,
    fields: Vec<String>,
}

#[action("show")]
struct Show {
    relation: u64,
    code: Option<i64>,
    message: Option<String>,
}

#[action("ready")]
struct Ready {
    relation: u64,
}

#[charm]
impl PostgresqlCharm {
    fn ask(cx: &Context) -> ops::Result<DatabaseRequest> {
        let request = DatabaseRequest::new("webapp");
        let ask = cx.config()?.get("ask").and_then(|ask| ask.as_str().map(str::to_owned));
        Ok(match ask.as_deref().unwrap_or_default() {
            "plain" => request,
            "aliases" => request.aliases(["one", "two"]),
            "alias" => request.aliases(["one"]),
            "named" => request.requested_entity("ann", Some("planted-1".into())),
            "group" => request.entity_type(EntityType::Group).extra_group_roles(["readers"]),
            "wrong" => request.entity_type(EntityType::Group).extra_user_roles(["admin"]),
            "all" => request
                .extra_user_roles(["admin", "createdb"])
                .entity_type(EntityType::User)
                .entity_permissions([EntityPermission::new("cars", "TABLE", ["SELECT"])])
                .prefix_matching("all")
                .external_node_connectivity(true)
                .additional_secret_fields(["token"]),
            other => return Err(format!("nobody asks for `{other}`").into()),
        })
    }

    #[on(database.created)]
    fn created(&mut self, cx: &Context, event: DatabaseCreated) -> ops::Result {
        let connection = self.database.connection(cx, event.relation)?.ok_or("no connection")?;
        let length = connection.password.expose_secret().len();
        let (user, server) = (connection.username, connection.server);
        let unit = event.unit.map(|unit| unit.to_string()).unwrap_or_default();
        info!(
            "created {} {} {unit} {:?}: {user} {length} {:?}",
            event.relation, event.app, event.alias, server.tls
        );
        Ok(())
    }

    #[on(database.entity_created)]
    fn entity_created(&mut self, cx: &Context, event: DatabaseEntityCreated) -> ops::Result {
        let entity = self.database.entity(cx, event.relation)?.ok_or("no entity")?;
        info!("entity_created {} {}", entity.name, entity.password.is_some());
        Ok(())
    }

    #[on(database.endpoints_changed)]
    fn endpoints_changed(&mut self, cx: &Context, event: EndpointsChanged) -> ops::Result {
        let server = self.database.server(cx, event.relation)?.ok_or("no server")?;
        info!("endpoints_changed {:?}", server.endpoints);
        Ok(())
    }

    #[on(database.read_only_endpoints_changed)]
    fn read_only_endpoints_changed(&mut self, cx: &Context, event: ReadOnlyEndpointsChanged) -> ops::Result {
        let server = self.database.server(cx, event.relation)?.ok_or("no server")?;
        info!("read_only_endpoints_changed {:?}", server.read_only_endpoints);
        Ok(())
    }

    #[on(database.prefix_databases_changed)]
    fn prefix_databases_changed(&mut self, cx: &Context, event: PrefixDatabasesChanged) -> ops::Result {
        let server = self.database.server(cx, event.relation)?.ok_or("no server")?;
        info!("prefix_databases_changed {:?}", server.prefix_databases);
        Ok(())
    }

    #[on(database.authentication_updated)]
    fn authentication_updated(&mut self, cx: &Context, event: AuthenticationUpdated) -> ops::Result {
        let token = self.database.field(cx, event.relation, "token")?.is_some();
        info!("authentication_updated {} {:?} {token}", event.relation, event.group);
        Ok(())
    }

    #[on(database.status_raised)]
    fn status_raised(&mut self, cx: &Context, event: StatusRaised) -> ops::Result {
        let count = self.database.statuses(cx, event.relation)?.len();
        info!("status_raised {} {}, of {count}", event.status.code, event.status.message);
        Ok(())
    }

    #[on(database.status_resolved)]
    fn status_resolved(&mut self, _cx: &Context, event: StatusResolved) {
        info!("status_resolved {}", event.status.code);
    }

    #[on(clients.requested)]
    fn requested(&mut self, cx: &Context, event: DatabaseRequested) -> ops::Result {
        let request = &event.request;
        let entity = self.clients.requested_entity(cx, request)?;
        let entity = entity.map(|entity| (entity.name, entity.password.is_some()));
        info!("requested {} {} {:?} {entity:?}", event.app, request.database, request.extra_user_roles);
        Ok(())
    }

    #[on(clients.entity_requested)]
    fn entity_requested(&mut self, _cx: &Context, event: DatabaseEntityRequested) {
        info!("entity_requested {:?} {:?}", event.request.entity_type, event.request.extra_group_roles);
    }

    #[on(clients.entity_permissions_changed)]
    fn permissions_changed(&mut self, _cx: &Context, event: DatabaseEntityPermissionsChanged) {
        info!("entity_permissions_changed {:?}", event.request.entity_permissions);
    }

    #[on(clients.released)]
    fn released(&mut self, _cx: &Context, event: DatabaseReleased) {
        info!("released {} {}", event.relation, event.app);
    }

    #[on(action = "respond")]
    fn respond(&mut self, cx: &Context, params: Respond) -> ActionResult {
        let leader = cx.leader()?.ok_or("not the leader")?;
        let fields = params.fields.into_iter();
        let response = fields.fold(Response::new(), |response, (field, value)| response.field(field, value));
        Ok(self.clients.set_response(cx, &leader, params.relation.into(), &response)?)
    }

    #[on(action = "remove")]
    fn remove(&mut self, cx: &Context, params: Remove) -> ActionResult {
        let leader = cx.leader()?.ok_or("not the leader")?;
        let fields: Vec<&str> = params.fields.iter().map(String::as_str).collect();
        self.clients.remove_fields(cx, &leader, params.relation.into(), &fields)?;
        let left = self.clients.field(cx, &leader, params.relation.into(), "username")?;
        info!("left {}", left.is_some());
        Ok(())
    }

    #[on(action = "show")]
    fn show(&mut self, cx: &Context, params: Show) -> ActionResult {
        let leader = cx.leader()?.ok_or("not the leader")?;
        let relation = params.relation.into();
        match (params.code, params.message) {
            (Some(code), Some(message)) => {
                let status = RelationStatus::new(code, message, "wait");
                self.clients.raise_status(cx, &leader, relation, status)?;
            }
            (Some(code), None) => self.clients.resolve_status(cx, &leader, relation, code)?,
            (None, _) => self.clients.clear_statuses(cx, &leader, relation)?,
        }
        Ok(())
    }

    #[on(action = "ready")]
    fn ready(&mut self, cx: &Context, params: Ready) -> ActionResult {
        Ok(self.clients.set_ready(cx, params.relation.into())?)
    }
}

ops::main!(PostgresqlCharm);
