use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::backend::recording::Recording;
use crate::context::Context;
use crate::environment::Environment;
use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::names::{Endpoint, Requires, Single};

use super::*;

const DB: Endpoint<Requires, Single> = Endpoint::new("db");

/// A hook of the relation `db:3` with `pg`; `db:10` is another of the same endpoint.
fn hook(name: &str) -> (Arc<Recording>, Context) {
    hook_under("3.6.0", name)
}

fn hook_under(version: &str, name: &str) -> (Arc<Recording>, Context) {
    let path = format!("hooks/{name}");
    let variables = [
        ("JUJU_DISPATCH_PATH", path.as_str()),
        ("JUJU_UNIT_NAME", "web/0"),
        ("JUJU_RELATION", "db"),
        ("JUJU_RELATION_ID", "db:3"),
        ("JUJU_REMOTE_APP", "pg"),
        ("JUJU_DEPARTING_UNIT", "pg/1"),
        ("JUJU_VERSION", version),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let juju = Recording::new([
        ("relation-ids db", r#"["db:10","db:3"]"#),
        ("relation-list --format=json -r", r#"["pg/0","pg/1"]"#),
        ("relation-list --format=json --app", r#""other""#),
        ("relation-get", r#"{"database":"web"}"#),
        ("relation-model-get", r#"{"uuid":"elsewhere"}"#),
        ("network-get", "{}"),
        ("is-leader", "true"),
    ]);
    let environment = Environment::from_map(&BTreeMap::from(variables)).unwrap();
    (juju.clone(), Context::new(&environment, Tools::new(juju).of_app("uuid-web/0")))
}

fn relation(cx: &Context, index: usize) -> Relation {
    cx.relations(DB).unwrap().swap_remove(index)
}

#[test]
fn relations_come_in_the_order_of_their_numbers_and_are_asked_for_once() {
    let (juju, cx) = hook("db-relation-changed");
    let names: Vec<String> = cx.relations(DB).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(names, ["db:3", "db:10"]);
    assert!(cx.relation_by_id(DB, 10.into()).unwrap().is_some());
    assert!(cx.relation_by_id(DB, 4.into()).unwrap().is_none());
    assert_eq!(juju.lines(), ["relation-ids db --format=json"]);
}

#[test]
fn a_relation_that_breaks_is_not_listed() {
    let (_, cx) = hook("db-relation-broken");
    assert_eq!(cx.relations(DB).unwrap().len(), 1);
}

#[test]
fn the_application_is_known_from_the_environment_and_units_are_asked_for_once() {
    let (juju, cx) = hook("db-relation-departed");
    let (this, other) = (relation(&cx, 0), relation(&cx, 1));
    assert_eq!(this.app().unwrap().as_deref(), Some("pg"));
    assert_eq!(other.app().unwrap().as_deref(), Some("other"));
    for _ in 0..2 {
        // Who departs from this relation may well stay in the other.
        assert_eq!(this.units().unwrap().len(), 1);
        assert_eq!(other.units().unwrap().len(), 2);
        other.app().unwrap();
    }
    assert_eq!(
        juju.lines(),
        [
            "relation-ids db --format=json",
            "relation-list --format=json --app -r db:10",
            "relation-list --format=json -r db:3",
            "relation-list --format=json -r db:10",
        ]
    );
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Request {
    database: String,
    roles: Option<String>,
}

#[test]
fn a_databag_is_read_once_and_as_a_struct() {
    let (juju, cx) = hook("db-relation-changed");
    let relation = relation(&cx, 0);
    juju.lines();
    let bag = relation.remote_unit("pg/0");
    assert_eq!(bag.get("database").unwrap().as_deref(), Some("web"));
    assert_eq!(bag.read::<Request>().unwrap(), Request { database: "web".to_owned(), roles: None });
    assert_eq!(relation.remote_unit("pg/0").all().unwrap().len(), 1);
    relation.remote_app().unwrap().get("x").unwrap();
    let lines = juju.lines();
    assert_eq!(
        lines,
        ["relation-get --format=json -r db:3 - pg/0", "relation-get --format=json -r db:3 --app - pg"]
    );
}

#[test]
fn what_does_not_read_names_the_relation_and_the_key() {
    let (_, cx) = hook("db-relation-changed");
    let error = relation(&cx, 0).remote_unit("pg/0").read::<BTreeMap<String, u8>>().unwrap_err().to_string();
    assert!(error.contains("db:3") && error.contains("`database`"), "{error}");
}

#[test]
fn only_what_changes_is_written_and_seen_at_once() {
    let (juju, cx) = hook("db-relation-changed");
    let leader = cx.leader().unwrap().unwrap();
    let (this, other) = (relation(&cx, 0), relation(&cx, 1));
    juju.lines();
    this.local_app(&leader).write(&Request { database: "web".to_owned(), roles: None }).unwrap();
    other
        .local_unit()
        .write(&Request { database: "shop".to_owned(), roles: Some("admin".to_owned()) })
        .unwrap();
    this.local_unit().remove("database").unwrap();
    this.local_unit().set("kept", "").unwrap();
    other.local_app(&leader).set("database", "back and forth").unwrap();
    other.local_app(&leader).set("database", "web").unwrap();
    assert_eq!(other.local_unit().get("database").unwrap().as_deref(), Some("shop"));
    assert_eq!(other.local_unit().get("roles").unwrap().as_deref(), Some("admin"));
    assert!(this.local_unit().all().unwrap().is_empty());
    assert_eq!(this.peer_app().get("database").unwrap().as_deref(), Some("web"));
    assert!(juju.lines().iter().all(|line| line.starts_with("relation-get")), "nothing has gone out yet");
    cx.inner().bags.flush(&cx.inner().tools).unwrap();
    assert_eq!(
        juju.lines(),
        [
            r#"relation-set -r db:3 --file - < {"database":""}"#,
            r#"relation-set -r db:10 --file - < {"database":"shop","roles":"admin"}"#,
        ]
    );
}

/// What the agent says of a relation, and a controller that does not know it any more.
const GONE: [&str; 2] = ["invalid value \"db:7\" for option -r: relation not found", "permission denied"];

#[test]
fn of_a_relation_that_is_gone_there_is_nothing_to_read_and_it_says_so_to_writers() {
    GONE.into_iter().for_each(a_gone_relation);
}

fn a_gone_relation(words: &str) {
    let (juju, cx) = hook("db-relation-changed");
    for tool in ["relation-list --format=json -r", "relation-list --format=json --app", "relation-get"] {
        juju.refuse(tool, words);
    }
    // As a deferred event names it.
    let gone = Relation::new(&cx, "db", 7.into());
    assert!(gone.is_broken());
    assert_eq!((gone.app().unwrap(), gone.units().unwrap().len()), (None, 0));
    assert!(gone.remote_app().unwrap().all().unwrap().is_empty());
    assert!(gone.remote_unit("pg/0").all().unwrap().is_empty());
    let error = gone.local_unit().set("a", "b").unwrap_err();
    assert!(matches!(&error, ModelError::RelationGone { relation } if relation == "db:7"), "{error}");
    assert!(error.to_string().contains("is_broken"), "{error}");
    cx.inner().bags.flush(&cx.inner().tools).unwrap();
    assert!(!juju.lines().iter().any(|line| line.starts_with("relation-set")));
}

#[test]
fn a_relation_that_is_breaking_can_still_be_written() {
    let (juju, cx) = hook("db-relation-broken");
    let relation = Relation::new(&cx, "db", 3.into());
    assert!(relation.is_broken());
    relation.local_unit().set("bye", "1").unwrap();
    cx.inner().bags.flush(&cx.inner().tools).unwrap();
    assert_eq!(juju.lines().last().unwrap(), r#"relation-set -r db:3 --file - < {"bye":"1"}"#);
}

#[test]
fn the_bag_of_a_unit_that_has_left_is_empty_and_an_own_one_that_is_refused_is_an_error() {
    let (juju, cx) = hook("db-relation-changed");
    juju.refuse("relation-get", "permission denied");
    juju.answer("is-leader", "false");
    let relation = relation(&cx, 0);
    assert!(relation.remote_unit("pg/9").all().unwrap().is_empty());
    assert!(!relation.is_broken());
    let error = relation.peer_app().all().unwrap_err();
    assert!(matches!(error, ModelError::PermissionDenied(_)), "{error}");
    assert!(error.to_string().contains("--app - web` failed (exit code 1): permission denied"), "{error}");
    // Nobody refuses a unit its own.
    assert!(relation.local_unit().all().unwrap().is_empty());
    assert!(relation.is_broken());
}

#[test]
fn the_application_s_own_databag_is_refused_to_none_but_followers() {
    let (juju, cx) = hook("db-relation-changed");
    juju.refuse("relation-get", "permission denied");
    let leader = cx.leader().unwrap().unwrap();
    let this = relation(&cx, 0);
    assert!(this.local_app(&leader).all().unwrap().is_empty());
    assert!(matches!(this.local_app(&leader).set("a", "b").unwrap_err(), ModelError::RelationGone { .. }));

    // Of peers every unit reads it.
    let (juju, cx) = hook("db-relation-changed");
    juju.answer("is-leader", "false");
    juju.answer("relation-list --format=json --app", "\"web\"");
    juju.refuse("relation-get", "permission denied");
    assert!(relation(&cx, 1).peer_app().all().unwrap().is_empty());
}

/// What those who watch the security of the model are told of.
fn denials(juju: &Recording) -> Vec<String> {
    let subject = |line: &String| Some(line.split_once("authz_fail:")?.1.split('"').next()?.to_owned());
    juju.lines().iter().filter_map(subject).collect()
}

#[test]
fn what_is_refused_is_told_to_who_watches_and_nothing_of_what_is_gone() {
    for (leads, told) in [("false", vec!["relation-get"]), ("true", vec![])] {
        let (juju, cx) = hook("db-relation-changed");
        juju.answer("is-leader", leads);
        juju.refuse("relation-get", "permission denied");
        let _ = relation(&cx, 0).peer_app().all();
        assert_eq!(denials(&juju), told, "leads: {leads}");
    }
    for (leads, told) in [("false", vec!["relation-set"]), ("true", vec![])] {
        let (juju, cx) = hook("db-relation-changed");
        let leader = cx.leader().unwrap().unwrap();
        relation(&cx, 0).local_app(&leader).set("a", "b").unwrap();
        juju.answer("is-leader", leads);
        juju.refuse("relation-set", "permission denied");
        cx.inner().bags.flush(&cx.inner().tools).unwrap_err();
        assert_eq!(denials(&juju), told, "leads: {leads}");
    }
    let (juju, cx) = hook("db-relation-changed");
    for tool in ["relation-get", "relation-list", "relation-model-get", "network-get --format=json -r"] {
        juju.refuse(tool, "permission denied");
    }
    let gone = Relation::new(&cx, "db", 7.into());
    gone.remote_unit("pg/0").all().unwrap();
    gone.units().unwrap();
    gone.network().unwrap();
    gone.remote_model().unwrap_err();
    gone.local_unit().all().unwrap();
    assert_eq!(denials(&juju), [""; 0]);
}

#[test]
fn the_model_on_the_other_side_is_asked_for_once_and_only_of_a_juju_that_knows_it() {
    let (juju, cx) = hook("db-relation-changed");
    let this = relation(&cx, 0);
    juju.lines();
    for _ in 0..2 {
        assert_eq!(this.remote_model().unwrap(), "elsewhere");
    }
    assert_eq!(juju.lines(), ["relation-model-get --format=json -r db:3"]);
    for (id, words) in [7, 8].into_iter().zip(GONE) {
        juju.refuse("relation-model-get", words);
        let gone = Relation::new(&cx, "db", id.into());
        assert!(matches!(gone.remote_model().unwrap_err(), ModelError::RelationGone { .. }));
        assert!(gone.is_broken());
    }

    let (juju, cx) = hook_under("3.5.4", "db-relation-changed");
    let error = relation(&cx, 0).remote_model().unwrap_err();
    assert!(matches!(error, ModelError::TooOld { .. }));
    assert!(error.to_string().contains("needs Juju 3.6.0, and this is 3.5.4"), "{error}");
    assert_eq!(juju.lines(), ["relation-ids db --format=json"]);
}

#[test]
fn a_relation_has_its_network() {
    let (juju, cx) = hook("db-relation-changed");
    let this = relation(&cx, 0);
    juju.lines();
    this.network().unwrap();
    cx.network(DB).unwrap();
    assert_eq!(juju.lines(), ["network-get --format=json -r 3 db", "network-get --format=json db"]);
}

#[test]
fn one_relation_is_the_one_and_of_several_it_is_an_error() {
    let (_, cx) = hook("db-relation-broken");
    assert_eq!(cx.relation(DB).unwrap().unwrap().id(), 10.into());
    let (juju, cx) = hook("db-relation-changed");
    let error = cx.relation(DB).unwrap_err();
    assert!(matches!(&error, ModelError::SeveralRelations { count: 2, .. }), "{error}");
    juju.answer("relation-ids", "[]");
    assert!(cx.relation(Endpoint::<Requires, Single>::new("none")).unwrap().is_none());
}
