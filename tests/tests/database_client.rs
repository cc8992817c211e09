//! The example `database-client` under Juju: from its installation to the end of its relation.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use ops_metadata::{events, read};
use serde_json::json;
use standin::{CharmDir, Hook, Juju, Owner, Relation, Secret, State, Status};
use support::{deferred, logged, stored};

const SECRET: &str = "secret:9m4e2mr0ui3e8a215n4g";

/// The leader, with a database that has not answered yet.
fn database_client() -> (CharmDir, Juju) {
    let charm = CharmDir::example("database-client");
    let mut state = State::unit("database-client/0");
    state.leader = true;
    state.set_config("port", 8080).set_config("log-level", "info").set_config("admin-password", SECRET);
    state.relations.push(Relation::named("db", 3, "postgresql").with_unit("postgresql/0", []));
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

fn answered(juju: &mut Juju) -> Hook {
    let relation = juju.state_mut().relation_mut(3).unwrap();
    relation.remote_app_data.insert("endpoints".into(), "192.0.2.7:5432".into());
    Hook::relation("db", 3, "changed")
}

#[test]
fn every_event_of_its_metadata_is_taken() {
    let (charm, mut juju) = database_client();
    let all = events(&read(charm.path()).metadata);
    assert!(all.contains(&"web-pebble-ready".to_owned()), "{all:?}");
    for event in all {
        let run = juju.dispatch(support::hook_of(&event));
        assert_eq!((run.exit_code(), run.stderr()), (Some(0), ""), "{run}");
    }
}

#[test]
fn the_leader_asks_for_a_database_once() {
    let (_charm, mut juju) = database_client();
    let run = juju.dispatch(Hook::relation("db", 3, "created"));
    let expected = [
        "state-get --format=json",
        "config-get --format=json",
        "is-leader --format=json",
        "relation-get --format=json -r db:3 --app - database-client",
        "relation-ids db --format=json",
        "status-set --application=False waiting -- for the container",
        "relation-set -r db:3 --app --file -",
        "state-set --file -",
    ];
    assert_eq!(run.calls(), expected, "{run}");
    assert_eq!(
        run.recorded()[6].stdin.as_deref(),
        Some(r#"{"database":"database_client","requested-secrets":"[\"username\",\"password\"]"}"#)
    );
    assert_eq!(juju.state().relation(3).unwrap().local_app_data["database"], "database_client");

    let again = juju.dispatch("leader-elected");
    assert_eq!(again.calls_of("relation-set").count(), 0, "nothing changed: {again}");
    assert_eq!(again.calls_of("state-set").count(), 0, "nothing changed: {again}");
}

#[test]
fn a_unit_that_does_not_lead_asks_for_nothing() {
    let (_charm, mut juju) = database_client();
    juju.state_mut().leader = false;
    let run = juju.dispatch(Hook::relation("db", 3, "created"));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(run.calls_of("relation-set").count(), 0, "{run}");
}

#[test]
fn an_answer_before_the_container_is_taken_up_after_it() {
    let (_charm, mut juju) = database_client();
    let changed = answered(&mut juju);
    juju.dispatch(changed);
    assert_eq!(deferred(juju.state()), ["db-relation-changed"]);
    assert_eq!(juju.state().unit_status, Status::new("waiting", "for the container"));

    juju.dispatch("update-status");
    assert_eq!(deferred(juju.state()), ["db-relation-changed"], "it waits on, once");

    juju.dispatch(Hook::pebble("web", "ready"));
    assert_eq!(
        deferred(juju.state()),
        ["db-relation-changed"],
        "deferred events come first: the container was not seen then"
    );
    assert_eq!(stored(juju.state())["is_web_ready"], true);

    juju.dispatch("update-status");
    assert!(deferred(juju.state()).is_empty());
    assert_eq!(stored(juju.state())["endpoints"], "192.0.2.7:5432");
    assert_eq!(juju.state().unit_status, Status::new("active", ""));
}

#[test]
fn the_database_s_password_is_read_and_seen_by_nobody() {
    const USER: &str = "9m4e2mr0ui3e8a215n50";
    let (_charm, mut juju) = database_client();
    juju.dispatch(Hook::pebble("web", "ready"));
    let of_user = Owner::Other { is_granted: true };
    let user = Secret::new(USER, of_user, [("username", "relation_id_3"), ("password", "planted-1")]);
    juju.state_mut().secrets.push(user);
    let changed = answered(&mut juju);
    let answer = &mut juju.state_mut().relation_mut(3).unwrap().remote_app_data;
    answer.insert("secret-user".into(), format!("secret:{USER}"));
    let run = juju.dispatch(changed);
    assert!(
        run.calls().contains(&format!("secret-get --format=json secret:{USER} --label database-user")),
        "{run}"
    );
    let says = |juju: &Juju, text: &str| logged(juju, "INFO").iter().any(|line| line.contains(text));
    assert!(says(&juju, "connecting as relation_id_3"), "{:?}", juju.logs());

    juju.state_mut().secrets[0].revise([("username", "relation_id_4"), ("password", "planted-2")]);
    let hook =
        Hook::secret("changed", &format!("secret:{USER}")).variable("JUJU_SECRET_LABEL", "database-user");
    let run = juju.dispatch(hook);
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert!(says(&juju, "connecting as relation_id_4"), "{:?}", juju.logs());
    assert!(format!("{:?}", juju.logs()).contains("[REDACTED]"), "{:?}", juju.logs());
}

#[test]
fn the_database_may_go_again() {
    let (_charm, mut juju) = database_client();
    juju.dispatch(Hook::pebble("web", "ready"));
    let changed = answered(&mut juju);
    juju.dispatch(changed);
    assert_eq!(juju.state().unit_status.status, "active");
    juju.state_mut().relation_mut(3).unwrap().remote_units_data.clear();
    let run = juju.dispatch(Hook::relation("db", 3, "broken"));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(stored(juju.state())["endpoints"], json!(null));
    assert_eq!(juju.state().unit_status, Status::new("blocked", "integrate `db` with a database"));
}

#[test]
fn an_upgrade_migrates_and_says_so() {
    let (_charm, mut juju) = database_client();
    juju.dispatch("upgrade-charm");
    assert_eq!(stored(juju.state())["schema_version"], 2);
    assert!(logged(&juju, "INFO").iter().any(|text| text.contains("migrating")), "{:?}", juju.logs());
    assert!(
        logged(&juju, "DEBUG").iter().any(|text| text.contains("port 8080")),
        "the charm's own, at every level"
    );
}

#[test]
fn an_operator_asks_where_the_password_is() {
    let (_charm, mut juju) = database_client();
    let ask = |username: &str, rotate: bool| {
        Hook::action("get-password", json!({"username": username, "rotate": rotate}))
    };
    let run = juju.dispatch(ask("admin", true));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    let action = juju.action().cloned().unwrap();
    assert_eq!(
        action.results,
        [("username".into(), "admin".into()), ("secret".into(), SECRET.into())].into()
    );
    assert_eq!(action.failed, None);
    assert_eq!(
        juju.state().relation(3).unwrap().local_app_data["rotation-request"],
        "2",
        "what an action writes is committed"
    );

    let run = juju.dispatch(ask("bob", false));
    assert_eq!(run.exit_code(), Some(0), "{run}");
    assert_eq!(juju.action().cloned().unwrap().failed.as_deref(), Some("there is no user `bob`"));

    juju.state_mut().leader = false;
    juju.dispatch(ask("admin", true));
    let failed = juju.action().cloned().unwrap().failed;
    assert_eq!(failed.as_deref(), Some("only the leader can ask for new credentials"));
}

#[test]
fn an_option_that_no_type_can_hold_blocks_with_its_reason() {
    let (_charm, mut juju) = database_client();
    juju.dispatch("config-changed");
    let before = juju.state().charm_state.clone();
    for (option, value) in
        [("port", json!(70000)), ("log-level", json!("loud")), ("admin-password", json!("Hunter2 !"))]
    {
        let good = juju.state_mut().config.insert(option.into(), value).unwrap();
        let run = juju.dispatch("upgrade-charm");
        assert_eq!(run.exit_code(), Some(0), "{run}");
        let status = juju.state().unit_status.clone();
        assert_eq!(status.status, "blocked", "{run}");
        assert!(status.message.contains(&format!("`{option}`")), "{}", status.message);
        assert_eq!(juju.state().charm_state, before, "nothing ran");
        juju.state_mut().set_config(option, good);
    }
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
