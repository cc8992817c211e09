//! A deferred event of every kind comes back as it was.

use ops::Status;
use ops::testing::{DeferredEvent, Hook, Keeps, Run, Scenario, State, on};

use super::super::{Noted, Seen};
use super::{Everything, OWN, TOKEN, full};

/// Makes of a state with something of everything one that the event can happen in.
pub(super) type Prepare = fn(&mut State);

/// An event of each kind that may be deferred, with what the state must be for it.
pub(super) fn events() -> Vec<(Hook, Prepare)> {
    let (db, cluster) = (Everything::ENDPOINTS.db_2, Everything::ENDPOINTS.cluster);
    let (data, disks, web) =
        (Everything::STORAGES.data, Everything::STORAGES.disks, Everything::CONTAINERS.web);
    let as_it_is: Prepare = |_| {};
    let alone: fn(&mut State) =
        |state| state.relations.iter_mut().for_each(|relation| relation.remote_units_data.clear());
    let follows: Prepare = |state| (state.leader, state.juju_version) = (false, "3.6.11".into());
    vec![
        (on::install(), alone),
        (on::start(), as_it_is),
        (on::config_changed(), as_it_is),
        (on::upgrade_charm(), as_it_is),
        (on::update_status(), as_it_is),
        (on::leader_elected(), as_it_is),
        (on::leader_settings_changed(), follows),
        (on::secret_changed(TOKEN), as_it_is),
        (on::secret_remove(OWN).revision(1), as_it_is),
        (on::relation_created(db), alone),
        (on::relation_joined(db).unit("postgresql/0"), as_it_is),
        (on::relation_changed(db).unit("postgresql/0"), as_it_is),
        (on::relation_changed(db), as_it_is),
        (on::relation_departed(db).unit("postgresql/0"), as_it_is),
        (on::relation_broken(db), alone),
        (on::relation_created(cluster), alone),
        (on::relation_joined(cluster).unit("everything/1"), as_it_is),
        (on::relation_changed(cluster).unit("everything/1"), as_it_is),
        (on::relation_departed(cluster).unit("everything/1"), as_it_is),
        (on::storage_attached(data), as_it_is),
        (on::storage_detaching(data), as_it_is),
        (on::storage_attached(disks), as_it_is),
        (on::storage_detaching(disks), as_it_is),
        (on::pebble_ready(web), as_it_is),
        (on::pebble_custom_notice(web, "12", "example.com/done"), as_it_is),
        (on::pebble_check_failed(web, "up"), as_it_is),
        (on::pebble_check_recovered(web, "up"), as_it_is),
    ]
}

fn seen(run: &Run) -> Vec<String> {
    run.state.stored_state::<Seen>().unwrap().events
}

/// What must be so of an event that was deferred: it is kept, comes again as it was, and then no more.
fn comes_back(scenario: &Scenario<Everything>, run: Run, kept: &[DeferredEvent]) {
    let first = seen(&run);
    assert_eq!(run.state.deferred_events(), kept, "{run}");
    let state = run.state.with_config(Everything::OPTIONS.defer, "");

    let again = scenario.run(on::update_status(), state);
    let events = seen(&again);
    assert_eq!(events.len(), first.len() + 2, "{again}");
    assert_eq!(events[first.len()], *first.last().unwrap(), "{again}");
    assert!(again.handlers[0].is_deferred && !again.handlers[1].is_deferred, "{again}");
    assert!(again.state.deferred_events().is_empty(), "{again}");
}

#[test]
fn of_every_kind() {
    for (hook, prepare) in events() {
        let (scenario, mut state) = full();
        prepare(&mut state);
        let state = state.with_config(Everything::OPTIONS.defer, "all");
        // A test that has it in its state from the beginning has the same.
        let built = state.clone().with_deferred(hook.clone()).deferred_events();
        let run = scenario.run(hook, state);
        assert_eq!(seen(&run).len(), 1, "{run}");
        comes_back(&scenario, run, &built);
    }
}

/// Every kind that the metadata of this charm makes is above, or cannot be deferred.
#[test]
fn no_kind_is_forgotten() {
    let names: Vec<String> = events().iter().map(|(hook, _)| hook.name().to_owned()).collect();
    let last = ["stop", "remove", "secret-rotate", "secret-expired"];
    for event in <Everything as ops::__private::CharmStruct>::EVENTS {
        let is_known = names.iter().any(|name| name == event) || last.contains(event);
        // Juju sends peers no `broken`.
        let has_no_handler = event.starts_with("website-")
            || event.starts_with("action:")
            || *event == "cluster-relation-broken";
        assert!(is_known || has_no_handler, "{event}");
    }
}

#[test]
fn of_the_charm_s_own() {
    let (scenario, state) = full();
    let state = state.with_config(Everything::OPTIONS.defer, "noted");
    let built = state.clone().with_deferred_event(&Noted { note: "early".into() }).deferred_events();
    let tell = on::action(Everything::ACTIONS.tell, serde_json::json!({"prefix": "early", "fail": false}));
    let run = scenario.run(tell, state);
    let noted = &run.emitted_events[1];
    assert_eq!((&*noted.name, &noted.data["note"]), ("Noted", &"early".into()), "{run}");
    assert_eq!(run.state.unit_status, Status::Active("nothing".into()));
    comes_back(&scenario, run, &built);
}
