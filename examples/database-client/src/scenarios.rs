//! Tests of the charm in memory: an event and a state go in, what became of the state comes out.

use ops::testing::{Keeps, Outcome, Owner, Relation, Scenario, Secret, Shuffle, State, on};
use ops::{SecretId, Status};
use serde_json::json;

use super::DatabaseClient;

const SECRET: &str = "9m4e2mr0ui3e8a215n4g";

/// A relation to a database, of which no unit has joined yet, or none is left.
fn database() -> Relation {
    Relation::new(DatabaseClient::ENDPOINTS.db, "postgresql")
}

/// The same when a unit has joined; the database has not answered.
fn joined() -> Relation {
    database().with_unit("postgresql/0", [])
}

/// What a test begins with: the charm, and a unit of it with this relation.
fn related(database: Relation) -> (Scenario<DatabaseClient>, State) {
    let scenario = Scenario::new();
    let state = scenario.state().with_relation(database);
    (scenario, state)
}

/// What the charm has stored once its container was there.
fn web_is_ready() -> super::State {
    super::State { schema_version: Some(super::SCHEMA_VERSION), is_web_ready: true, endpoints: None }
}

#[test]
fn the_leader_asks_for_a_database_and_no_other_unit_does() {
    for (leader, expected) in [(true, Some("database_client")), (false, None)] {
        let (scenario, state) = related(database());
        let run = scenario.run(on::relation_created(DatabaseClient::ENDPOINTS.db), state.with_leader(leader));
        let asked = run.state.relations[0].local_app_data.get("database").map(String::as_str);
        assert_eq!(asked, expected, "{run}");
    }
}

#[test]
fn an_answer_that_comes_too_early_is_taken_up_when_the_container_is_there() {
    let (scenario, state) = related(joined().with_remote_app_data([("endpoints", "192.0.2.7:5432")]));

    // What was deferred is in the state that comes out.
    let run = scenario.run(on::relation_changed(DatabaseClient::ENDPOINTS.db), state);
    assert_eq!(run.state.deferred_events().len(), 1, "{run}");
    assert_eq!(run.state.unit_status, Status::waiting("for the container"));

    // It runs again before the next event, which is what it was waiting for: so it is deferred once more.
    let run = scenario.run(on::pebble_ready(DatabaseClient::CONTAINERS.web), run.state);
    assert_eq!(run.state.unit_status, Status::waiting("for the database"), "{run}");
    let run = scenario.run(on::update_status(), run.state);
    assert_eq!(run.state.unit_status, Status::active(), "{run}");
    assert!(run.state.deferred_events().is_empty(), "{run}");
}

#[test]
fn the_password_comes_in_a_secret_and_is_in_no_log() {
    let answer = joined().with_remote_app_data([
        ("endpoints", "192.0.2.7:5432"),
        ("secret-user", &format!("secret:{SECRET}")),
    ]);
    let user = Secret::new(
        SECRET,
        Owner::Other { is_granted: true },
        [("username", "relation-3"), ("password", "hunter2")],
    );
    let (scenario, state) = related(answer);
    let state = state.with_secret(user).with_stored_state(&web_is_ready());

    let run = scenario.run(on::relation_changed(DatabaseClient::ENDPOINTS.db), state);
    let log = run.to_string();
    assert!(log.contains("connecting as relation-3") && !log.contains("hunter2"), "{log}");
    let stored = run.state.stored_state::<super::State>().unwrap();
    assert_eq!(stored.endpoints.as_deref(), Some("192.0.2.7:5432"));
}

#[test]
fn only_the_leader_rotates_a_password() {
    for leader in [false, true] {
        let (scenario, state) = related(joined());
        let password: SecretId = SECRET.parse().unwrap();
        let state = state
            .with_leader(leader)
            .with_config(DatabaseClient::OPTIONS.admin_password, password.to_string());
        let rotate = json!({"username": "admin", "rotate": true});
        let run = scenario.run(on::action(DatabaseClient::ACTIONS.get_password, rotate), state);

        let expected = (!leader).then_some("only the leader can ask for new credentials");
        assert_eq!(run.action_failure(), expected, "{run}");
        let asked = run.state.relations[0].local_app_data.contains_key("rotation-request");
        assert_eq!(asked, leader, "{run}");
    }
}

/// Juju gives a parameter its default before the charm sees it.
#[test]
fn a_password_is_rotated_only_where_that_is_asked_for() {
    let (scenario, state) = related(joined());
    let ask = on::action(DatabaseClient::ACTIONS.get_password, json!({"username": "admin"}));
    let run = scenario.run(ask, state.with_leader(true));
    assert_eq!(run.action.as_ref().unwrap().params["rotate"], false, "{run}");
    assert!(!run.state.relations[0].local_app_data.contains_key("rotation-request"), "{run}");
}

/// A newer revision of the charm has been here: this one must not touch what that one has stored.
#[test]
fn what_a_newer_revision_stored_is_left_alone() {
    let (scenario, state) = related(database());
    let mut state = state.with_stored_state(&web_is_ready());
    for value in state.charm_state.values_mut() {
        *value = value.replace("\"format\":1", "\"format\":2");
    }
    let before = state.charm_state.clone();

    let run = scenario.try_run(on::config_changed(), state);
    assert_eq!(run.outcome, Outcome::Failed, "{run}");
    assert_eq!(run.state.charm_state, before);
}

/// The charm itself, before its handlers and after.
#[test]
fn a_broken_relation_forgets_where_the_database_was() {
    let (scenario, state) = related(database());
    let mut start = scenario.start(on::relation_broken(DatabaseClient::ENDPOINTS.db), state);
    start.charm_mut().state.endpoints = Some("192.0.2.7:5432".into());
    let end = start.run();
    assert_eq!(end.charm().state.endpoints, None);
}

/// Whatever comes first: once all is at rest, the unit uses the database that there is.
#[test]
fn it_bears_any_order_that_juju_could_choose() {
    Shuffle::<DatabaseClient>::new()
        .option(DatabaseClient::OPTIONS.port, [8080, 9090])
        .remote_app_data(DatabaseClient::ENDPOINTS.db, [("endpoints", "192.0.2.7:5432")])
        .remote_app_data(DatabaseClient::ENDPOINTS.db, [("endpoints", "192.0.2.8:5432")])
        .settled(|run| {
            let database = run.state.relations.iter().find(|relation| relation.endpoint == "db");
            let endpoints = database.and_then(|relation| relation.remote_app_data.get("endpoints"));
            let stored = run.state.stored_state::<super::State>().ok_or("nothing is stored")?;
            match endpoints {
                Some(endpoints) if stored.is_web_ready && stored.endpoints.as_ref() != Some(endpoints) => {
                    Err(format!("it uses {:?}, and not {endpoints}", stored.endpoints))
                }
                _ => Ok(()),
            }
        })
        .run();
}
