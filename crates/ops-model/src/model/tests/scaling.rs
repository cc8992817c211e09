use super::{ask, begin, end, of, related, settle};

#[test]
fn a_unit_more_is_told_of_all_that_is_there() {
    let (mut model, id) = related(1, 1);
    model.tick();
    let mut hook = begin(&mut model, "postgresql/0", "update-status");
    ask(&mut hook.1, &format!("relation-set -r {id} --app endpoints=a"));
    end(&mut model, "postgresql/0", hook);
    settle(&mut model, |_, _| {});

    assert_eq!(model.add_unit("web").unwrap(), "web/1");
    let done = settle(&mut model, |_, _| {});
    let expected = [
        "data-storage-attached",
        "install",
        "cluster-relation-created",
        "db-relation-created",
        "leader-settings-changed",
        "config-changed",
        "start",
        "db-relation-changed",
        "db-relation-joined postgresql/0",
        "db-relation-changed postgresql/0",
        "cluster-relation-joined web/0",
        "cluster-relation-changed web/0",
    ];
    assert_eq!(of("web/1", &done), expected);
    assert_eq!(of("web/0", &done), ["cluster-relation-joined web/1", "cluster-relation-changed web/1"]);
    assert_eq!(of("postgresql/0", &done), ["db-relation-joined web/1", "db-relation-changed web/1"]);
}

#[test]
fn a_unit_that_goes_leaves_all_its_relations() {
    let (mut model, id) = related(2, 1);
    model.remove_unit("web/1").unwrap();
    let mut departing = Vec::new();
    let done = settle(&mut model, |unit, context| {
        if context.hook().name().ends_with("departed") {
            let relation = context.hook().of().unwrap();
            departing.push((unit.to_owned(), relation.departing_unit.clone().unwrap()));
        }
    });
    let expected = [
        "data-storage-detaching",
        "db-relation-departed postgresql/0",
        "db-relation-broken",
        "cluster-relation-departed web/0",
        "stop",
        "remove",
    ];
    assert_eq!(of("web/1", &done), expected);
    assert_eq!(of("postgresql/0", &done), ["db-relation-departed web/1"]);
    assert_eq!(of("web/0", &done), ["cluster-relation-departed web/1"]);
    assert!(departing.iter().all(|(_, unit)| unit == "web/1"), "{departing:?}");
    assert!(model.unit("web/1").is_none());
    assert!(model.unit_data(id, "web/1").is_none());
    assert_eq!(model.add_unit("web").unwrap(), "web/2", "a number is not given again");
}

#[test]
fn a_unit_that_goes_is_out_of_a_relation_from_its_broken_on() {
    let (mut model, id) = related(2, 1);
    model.remove_unit("web/1").unwrap();
    let hook = begin(&mut model, "web/1", "stop");
    assert!(hook.1.state().relation(id).is_none());
    assert!(model.unit("web/1").unwrap().state().relation(id).is_none());
    assert!(model.unit_data(id, "web/1").is_none());
    assert!(model.unit_data(0, "web/1").is_some(), "from the peers it goes when it is removed");
    end(&mut model, "web/1", hook);
    settle(&mut model, |_, _| {});
    assert!(model.unit_data(0, "web/1").is_none());
}

#[test]
fn what_the_application_wrote_stays_without_units() {
    let (mut model, id) = related(1, 1);
    model.tick();
    let mut hook = begin(&mut model, "postgresql/0", "update-status");
    ask(&mut hook.1, &format!("relation-set -r {id} --app endpoints=a"));
    end(&mut model, "postgresql/0", hook);
    model.remove_unit("postgresql/0").unwrap();
    settle(&mut model, |_, _| {});
    assert_eq!(model.units().count(), 1);
    assert_eq!(model.leader("postgresql"), None);
    assert_eq!(model.app_data(id, "postgresql").unwrap()["endpoints"], "a");

    let new = model.add_unit("postgresql").unwrap();
    assert_eq!(model.leader("postgresql"), Some(new.as_str()));
    settle(&mut model, |unit, context| {
        if unit == new && context.hook().name() == "db-relation-created" {
            let bag = &context.state().relation(id).unwrap().local_app_data;
            assert_eq!(bag["endpoints"], "a");
        }
    });
}

#[test]
fn a_unit_that_never_began_is_gone_at_once() {
    let (mut model, _) = related(1, 1);
    let new = model.add_unit("postgresql").unwrap();
    model.remove_unit(&new).unwrap();
    assert!(model.unit(&new).is_none());
    assert_eq!(model.ready(), [""; 0]);

    // But not while its hook runs.
    let new = model.add_unit("postgresql").unwrap();
    let hook = begin(&mut model, &new, "install");
    model.remove_unit(&new).unwrap();
    assert!(model.unit(&new).is_some());
    end(&mut model, &new, hook);
    assert_eq!(settle(&mut model, |_, _| {}), [format!("{new} remove")]);
}

#[test]
fn an_application_goes_with_all_that_it_has() {
    let (mut model, _) = related(2, 1);
    model.remove_application("web").unwrap();
    assert!(model.remove_application("web").is_err(), "it goes already");
    let done = settle(&mut model, |_, _| {});
    assert_eq!(of("postgresql/0", &done).last().unwrap(), "db-relation-broken");
    assert_eq!(model.applications().collect::<Vec<_>>(), ["postgresql"]);
    assert_eq!((model.relations("web"), model.relations("postgresql")), (vec![], vec![]));
    model.deploy("web", &super::metadata(super::WEB), crate::resolver::Platform::Machine, 1).unwrap();
}

#[test]
fn who_is_there_is_the_goal_state() {
    let (mut model, _) = related(2, 1);
    model.tick();
    let (_, context) = begin(&mut model, "web/0", "update-status");
    let goal = &context.state().goal_state;
    assert_eq!(goal.units.keys().collect::<Vec<_>>(), ["web/0", "web/1"]);
    assert_eq!(goal.relations["db"]["postgresql"], "joined");
    assert_eq!(goal.relations["db"]["postgresql/0"], "unknown");
}
