//! Tests of the charm in memory: an event and a world go in, what became of the world comes out.

use ops::testing::{Hook, Owner, Relation, Scenario, Secret, Status, World};
use serde_json::json;

use super::DatabaseClient;

const SECRET: &str = "9m4e2mr0ui3e8a215n4g";

/// A unit that is related to a database, which has not answered.
fn related(scenario: &Scenario<DatabaseClient>) -> World {
    let mut world = scenario.world();
    world.relations.push(Relation::new("db", 3, "postgresql").member("postgresql/0", []));
    world
}

fn changed() -> Hook {
    Hook::relation("db", 3, "changed")
}

#[test]
fn the_leader_asks_for_a_database_and_no_other_unit_does() {
    let scenario = Scenario::<DatabaseClient>::new();
    for (leader, expected) in [(true, Some("database_client")), (false, None)] {
        let mut world = related(&scenario);
        world.leader = leader;
        let run = scenario.run(Hook::relation("db", 3, "created"), world);
        assert!(run.is_committed(), "{run}");
        let asked = run.world.relations[0].local_app.get("database").map(String::as_str);
        assert_eq!(asked, expected, "{run}");
    }
}

#[test]
fn an_answer_that_comes_too_early_is_taken_up_when_the_container_is_there() {
    let scenario = Scenario::<DatabaseClient>::new();
    let mut world = related(&scenario);
    world.relations[0].remote_app_data.insert("endpoints".into(), "192.0.2.7:5432".into());

    // What was deferred is in the world that comes out.
    let run = scenario.run(changed(), world);
    assert!(run.is_committed(), "{run}");
    assert_eq!(run.world.status, Status::new("waiting", "for the container"));

    // It runs again before the next event, which is what it was waiting for: so it is deferred once more.
    let run = scenario.run(Hook::pebble("web", "ready"), run.world);
    assert_eq!(run.world.status, Status::new("waiting", "for the database"), "{run}");
    let run = scenario.run("update-status", run.world);
    assert_eq!(run.world.status, Status::new("active", ""), "{run}");
}

#[test]
fn the_password_comes_in_a_secret_and_is_in_no_log() {
    let scenario = Scenario::<DatabaseClient>::new();
    let mut world = related(&scenario);
    let secret = Secret::new(
        SECRET,
        Owner::Other { is_granted: true },
        [("username", "relation-3"), ("password", "hunter2")],
    );
    world.secrets.push(secret);
    let bag = &mut world.relations[0].remote_app_data;
    bag.insert("endpoints".into(), "192.0.2.7:5432".into());
    bag.insert("secret-user".into(), format!("secret:{SECRET}"));

    let world = scenario.run(Hook::pebble("web", "ready"), world).world;
    let run = scenario.run(changed(), world);
    assert!(run.is_committed(), "{run}");
    let log = run.to_string();
    assert!(log.contains("connecting as relation-3") && !log.contains("hunter2"), "{log}");
}

#[test]
fn only_the_leader_rotates_a_password() {
    let scenario = Scenario::<DatabaseClient>::new();
    for leader in [false, true] {
        let mut world = related(&scenario);
        world.leader = leader;
        world.set_config("admin-password", format!("secret:{SECRET}"));
        let rotate = Hook::action("get-password", json!({"username": "admin", "rotate": true}));
        let run = scenario.run(rotate, world);
        assert!(run.is_committed(), "{run}");

        let failed = run.world.action.as_ref().and_then(|action| action.failed.as_deref());
        let expected = (!leader).then_some("only the leader can ask for new credentials");
        assert_eq!(failed, expected, "{run}");
        assert_eq!(run.world.relations[0].local_app.contains_key("rotation-request"), leader, "{run}");
    }
}
