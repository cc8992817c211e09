use super::{ask, begin, call, deployed, end, of, related, settle};
use crate::context::Outcome;

#[test]
fn each_side_has_its_hooks_in_juju_s_order() {
    let mut model = deployed(1, 1);
    let id = model.integrate("web:db", "postgresql:db").unwrap();
    assert_eq!(id, 1, "that of the peers is first");
    let done = settle(&mut model, |_, _| {});
    let expected = [
        "data-storage-attached",
        "install",
        "cluster-relation-created",
        "db-relation-created",
        "leader-elected",
        "config-changed",
        "start",
        "db-relation-joined postgresql/0",
        "db-relation-changed postgresql/0",
    ];
    assert_eq!(of("web/0", &done), expected);
    let expected = [
        "install",
        "db-relation-created",
        "leader-elected",
        "config-changed",
        "start",
        "db-relation-joined web/0",
        "db-relation-changed web/0",
    ];
    assert_eq!(of("postgresql/0", &done), expected);
}

#[test]
fn databags_are_exchanged_in_both_directions() {
    let mut model = deployed(2, 1);
    let id = model.integrate("web", "postgresql:db").unwrap();
    let mut endpoints = Vec::new();
    settle(&mut model, |unit, context| match (unit, context.hook().name()) {
        ("web/0", "db-relation-created") => {
            ask(context, "relation-set --app database=shop");
        }
        ("postgresql/0", "db-relation-changed") => {
            assert_eq!(ask(context, "relation-get database web --app"), "shop");
            ask(context, "relation-set --app endpoints=192.0.2.7:5432");
        }
        (_, "db-relation-changed") => {
            let found = ask(context, "relation-get endpoints postgresql --app");
            endpoints.extend((!found.is_empty()).then(|| (unit.to_owned(), found)));
        }
        _ => {}
    });
    endpoints.sort();
    endpoints.dedup();
    let told = |unit: &str| (unit.to_owned(), "192.0.2.7:5432".to_owned());
    assert_eq!(endpoints, [told("web/0"), told("web/1")]);
    assert_eq!(model.app_data(id, "web").unwrap()["database"], "shop");
    for unit in ["web/0", "web/1"] {
        let relation = model.unit(unit).unwrap().state().relation(id).unwrap();
        assert_eq!(relation.local_app_data["database"], "shop", "all of the application have it");
        assert_eq!(relation.remote_app_data["endpoints"], "192.0.2.7:5432");
    }
}

#[test]
fn several_writes_make_one_changed_and_the_same_value_none() {
    let (mut model, id) = related(1, 1);
    for value in ["a", "b", "b"] {
        model.tick();
        let mut hook = begin(&mut model, "postgresql/0", "update-status");
        ask(&mut hook.1, &format!("relation-set -r {id} host={value}"));
        end(&mut model, "postgresql/0", hook);
    }
    let done = settle(&mut model, |unit, context| {
        if unit == "web/0" {
            assert_eq!(ask(context, "relation-get host postgresql/0"), "b");
        }
    });
    assert_eq!(done, ["web/0 db-relation-changed postgresql/0"]);
    model.tick();
    let mut hook = begin(&mut model, "postgresql/0", "update-status");
    ask(&mut hook.1, &format!("relation-set -r {id} host=b"));
    end(&mut model, "postgresql/0", hook);
    assert_eq!(settle(&mut model, |_, _| {}), ["web/0 update-status"]);
}

#[test]
fn what_is_taken_back_is_taken_back_for_all() {
    let (mut model, id) = related(1, 1);
    for value in ["a", ""] {
        model.tick();
        let mut hook = begin(&mut model, "postgresql/0", "update-status");
        for line in ["host", "--app host"] {
            ask(&mut hook.1, &format!("relation-set -r {id} {line}={value}"));
        }
        end(&mut model, "postgresql/0", hook);
        let mut read = Vec::new();
        let done = settle(&mut model, |_, context| {
            read.push(ask(context, "relation-get host"));
        });
        // The application's, and then the unit's.
        assert_eq!(read, [value, value]);
        let told = ["db-relation-changed", "db-relation-changed postgresql/0"];
        assert_eq!(of("web/0", &done), told);
    }
}

#[test]
fn a_hook_that_failed_has_told_nobody() {
    let (mut model, id) = related(1, 1);
    model.configure("postgresql", "port", 5433).unwrap();
    let (operation, mut context) = begin(&mut model, "postgresql/0", "config-changed");
    ask(&mut context, &format!("relation-set -r {id} host=a"));
    ask(&mut context, "status-set blocked why");
    let (left, _) = context.end(&Outcome::Failed);
    model.end("postgresql/0", &operation, &Outcome::Failed, left);
    assert_eq!(model.ready(), [""; 0], "it waits for its retry");
    assert_eq!(model.unit("postgresql/0").unwrap().state().unit_status.status, "blocked");

    model.retry("postgresql/0").unwrap();
    let done = settle(&mut model, |unit, context| {
        if unit == "postgresql/0" {
            ask(context, &format!("relation-set -r {id} host=a"));
        }
    });
    assert_eq!(done, ["postgresql/0 config-changed", "web/0 db-relation-changed postgresql/0"]);
}

#[test]
fn a_unit_is_seen_when_it_has_entered_the_scope() {
    let (mut model, id) = related(1, 1);
    let new = model.add_unit("postgresql").unwrap();
    let hook = begin(&mut model, &new, "install");
    assert_eq!(model.next("web/0"), None);
    end(&mut model, &new, hook);
    let enter = model.next(&new).unwrap();
    assert_eq!(enter.to_string(), format!("enter scope of relation {id}"));
    model.pass(&new, &enter);
    assert_eq!(model.next("web/0").unwrap().to_string(), "db-relation-joined db:1 postgresql/1");
    assert!(model.unit_data(id, &new).unwrap().contains_key("ingress-address"));
}

#[test]
fn each_side_leaves_a_relation_by_itself() {
    let (mut model, id) = related(1, 2);
    let hook = {
        model.tick();
        begin(&mut model, "web/0", "update-status")
    };
    model.remove_relation(id).unwrap();
    // What runs meanwhile goes on with what it saw, and changes nothing any more.
    let mut hook = hook;
    ask(&mut hook.1, &format!("relation-set -r {id} late=1"));
    end(&mut model, "web/0", hook);
    let done = settle(&mut model, |_, _| {});
    let leaving =
        ["db-relation-departed postgresql/0", "db-relation-departed postgresql/1", "db-relation-broken"];
    assert_eq!(of("web/0", &done), leaving);
    for unit in ["postgresql/0", "postgresql/1"] {
        let left = ["db-relation-departed web/0", "db-relation-broken"];
        assert_eq!(of(unit, &done)[..2], left);
    }
    assert_eq!(model.relations("postgresql"), [0; 0]);
    assert_eq!(model.relations("web"), [0]);
    assert!(model.unit("web/0").unwrap().state().relation(id).is_none());
    let again = model.integrate("web:db", "postgresql:db").unwrap();
    assert_eq!(again, id + 1, "a number is not given again");
}

#[test]
fn a_relation_that_ends_early_is_seen_by_nobody() {
    let mut model = deployed(1, 1);
    let id = model.integrate("web:db", "postgresql:db").unwrap();
    model.remove_relation(id).unwrap();
    let done = settle(&mut model, |_, _| {});
    assert!(!done.iter().any(|line| line.contains(" db-relation")), "{done:?}");
    assert_eq!(model.relations("postgresql"), [0; 0]);
}

#[test]
fn two_relations_of_one_endpoint_are_two() {
    let mut model = deployed(1, 1);
    model.deploy("shop", &super::metadata(super::WEB), crate::resolver::Platform::Kubernetes, 1).unwrap();
    model.integrate("web:db", "postgresql:db").unwrap();
    model.integrate("shop:db", "postgresql:db").unwrap();
    let mut ids = String::new();
    model
        .settle(
            |unit, mut context| {
                if unit == "postgresql/0" {
                    ids = call(&mut context, "relation-ids db --format=json").stdout;
                }
                (Outcome::Committed, context.end(&Outcome::Committed).0)
            },
            |_| 0,
        )
        .unwrap();
    assert_eq!(ids, "[\"db:2\",\"db:3\"]\n");
}
