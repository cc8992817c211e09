//! A charm that asks another application for a database.
//!
//! One file a thing: `config.rs` has the options, `database.rs` what is said over the endpoint `db`, `actions.rs` what an
//! operator can ask. Here is what happens when.

mod actions;
mod config;
mod database;

use ops::prelude::*;

use crate::actions::{GetPassword, Password};
use crate::config::Config;
use crate::database::{DatabaseAnswer, DatabaseRequest, DatabaseUser};

/// What [`State::schema_version`] is after this version of the charm has migrated.
const SCHEMA_VERSION: u32 = 2;

/// Survives from event to event, also when the unit's pod does not.
#[stored_state]
struct State {
    /// The version of the database schema that this unit works with; `None` before the first.
    schema_version: Option<u32>,
    /// Whether the container's Pebble has been seen.
    is_web_ready: bool,
    /// Where the database listens.
    endpoints: Option<String>,
}

/// What lives for one event.
#[charm]
struct DatabaseClient {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

#[charm]
impl DatabaseClient {
    /// One handler for two events: what it does is right after both.
    #[on(config_changed, upgrade_charm)]
    fn configure(&mut self, _cx: &Context) -> ops::Result {
        if self.state.schema_version != Some(SCHEMA_VERSION) {
            tracing::info!(from = self.state.schema_version, to = SCHEMA_VERSION, "migrating");
            self.state.schema_version = Some(SCHEMA_VERSION);
        }
        tracing::debug!("listening on port {}, logging at {}", self.config.port, self.config.log_level);
        Ok(())
    }

    #[on(pebble_ready = "web")]
    fn web_ready(&mut self, _cx: &Context, event: PebbleReady) -> ops::Result {
        tracing::info!("container {} is up", event.container());
        self.state.is_web_ready = true;
        Ok(())
    }

    #[on(relation_created = "db")]
    fn database_added(&mut self, cx: &Context, event: RelationCreated) -> ops::Result {
        request_database(cx, event.relation())
    }

    /// The leader before this one may have gone before it asked.
    #[on(leader_elected)]
    fn elected(&mut self, cx: &Context) -> ops::Result {
        for relation in cx.relations(Self::ENDPOINTS.db)? {
            request_database(cx, &relation)?;
        }
        Ok(())
    }

    #[on(relation_changed = "db")]
    fn database_changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        let answer: DatabaseAnswer = event.relation().remote_app()?.read()?;
        let Some(endpoints) = answer.endpoints else {
            return Ok(()); // It will change again.
        };
        if !self.state.is_web_ready {
            // Nobody is there yet to be told: Juju gives this event again at the next one.
            event.defer();
            return Ok(());
        }
        if let Some(id) = &answer.secret_user {
            self.connect(&cx.secret(id).with_label(database::USER).content()?.decode()?);
        }
        self.state.endpoints = Some(endpoints);
        Ok(())
    }

    /// The database has another password. Until it is taken up, the secret reads as before.
    #[on(secret_changed)]
    fn user_changed(&mut self, _cx: &Context, event: SecretChanged) -> ops::Result {
        if event.label() == Some(database::USER) {
            self.connect(&event.secret().refresh()?.decode()?);
        }
        Ok(())
    }

    #[on(relation_broken = "db")]
    fn database_gone(&mut self, _cx: &Context) {
        self.state.endpoints = None;
    }

    #[on(action = "get-password")]
    fn get_password(&mut self, cx: &Context, params: GetPassword) -> ActionResult<Password> {
        let password = actions::password(&params, &self.config)?;
        if params.rotate {
            let leader = cx.leader()?.ok_or("only the leader can ask for new credentials")?;
            let request = cx.action().map(|action| action.id()).unwrap_or_default();
            for relation in cx.relations(Self::ENDPOINTS.db)? {
                database::request_rotation(&relation.local_app(&leader), request)?;
            }
        }
        Ok(password)
    }

    /// All that stands between the unit and being active; the worst of it is shown.
    #[on(collect_unit_status)]
    fn status(&self, cx: &Context) -> ops::Result<Vec<Status>> {
        let has_relation = !cx.relations(Self::ENDPOINTS.db)?.is_empty();
        Ok(self.state.statuses(has_relation))
    }
}

impl DatabaseClient {
    /// Where the application would be told. The password shows in no log, whoever prints it.
    fn connect(&self, user: &DatabaseUser) {
        tracing::info!(password = ?user.password, "connecting as {}", user.username);
    }
}

/// Writes the request if this unit leads. Only a [`Leader`] opens the application's databag to write.
fn request_database(cx: &Context, relation: &Relation) -> ops::Result {
    if let Some(leader) = cx.leader()? {
        relation.local_app(&leader).write(&DatabaseRequest::new(cx.app().name()))?;
    }
    Ok(())
}

impl State {
    fn statuses(&self, has_relation: bool) -> Vec<Status> {
        let mut statuses = vec![Status::active()];
        if !self.is_web_ready {
            statuses.push(Status::waiting("for the container"));
        }
        if !has_relation {
            statuses.push(Status::blocked("integrate `db` with a database"));
        } else if self.endpoints.is_none() {
            statuses.push(Status::waiting("for the database"));
        }
        statuses
    }
}

ops::main!(DatabaseClient);

#[cfg(test)]
mod scenarios;

#[cfg(test)]
mod tests {
    use super::*;

    fn worst(state: &State, has_relation: bool) -> Option<Status> {
        Status::worst(state.statuses(has_relation))
    }

    #[test]
    fn active_only_with_a_container_and_a_database() {
        let mut state = State { schema_version: None, is_web_ready: false, endpoints: None };
        assert_eq!(worst(&state, false), Some(Status::blocked("integrate `db` with a database")));
        assert_eq!(worst(&state, true), Some(Status::waiting("for the container")));
        state.is_web_ready = true;
        assert_eq!(worst(&state, true), Some(Status::waiting("for the database")));
        state.endpoints = Some("192.0.2.7:5432".into());
        assert_eq!(worst(&state, true), Some(Status::active()));
    }
}
