use super::Unit;
use crate::context::{HookContext, Outcome};
use crate::resolver::{Operation, Platform, WorkloadEventKind};
use crate::secret::{Owner, Secret};
use crate::state::{Bag, State};

fn bag(host: &str) -> Bag {
    Bag::from([("host".into(), host.into())])
}

/// Runs the unit until it is idle; each hook does this.
fn settle(unit: &mut Unit, mut each: impl FnMut(&Operation, &mut HookContext) -> Outcome) -> Vec<String> {
    let mut done = Vec::new();
    while let Some(operation) = unit.next() {
        match unit.begin(&operation) {
            None => unit.pass(&operation),
            Some(mut context) => {
                done.push(operation.to_string());
                let outcome = each(&operation, &mut context);
                let (state, _) = context.end(&outcome);
                unit.end(&operation, &outcome, state);
                if outcome != Outcome::Committed {
                    break;
                }
            }
        }
    }
    done
}

fn fine(unit: &mut Unit) -> Vec<String> {
    settle(unit, |_, _| Outcome::Committed)
}

fn related() -> (Unit, u64) {
    let mut unit = Unit::new(State::unit("web/0"), Platform::Machine);
    let db = unit.relate("db", "postgresql");
    unit.join(db, "postgresql/0");
    unit.write_unit(db, "postgresql/0", bag("a"));
    (unit, db)
}

#[test]
fn a_relation_is_seen_from_its_own_hooks_on() {
    let (mut unit, db) = related();
    let mut seen = Vec::new();
    settle(&mut unit, |operation, context| {
        let members = context.state().relation(db).map(|relation| relation.remote_units_data.len());
        seen.push((operation.to_string(), members));
        Outcome::Committed
    });
    let expected = [
        ("install", None),
        ("db-relation-created db:0", Some(0)),
        ("leader-settings-changed", Some(0)),
        ("config-changed", Some(0)),
        ("start", Some(0)),
        ("db-relation-joined db:0 postgresql/0", Some(1)),
        ("db-relation-changed db:0 postgresql/0", Some(1)),
    ];
    assert_eq!(seen, expected.map(|(hook, members)| (hook.to_owned(), members)));
}

#[test]
fn the_databag_of_a_remote_unit_is_that_of_its_last_hook() {
    let (mut unit, db) = related();
    fine(&mut unit);
    unit.write_unit(db, "postgresql/0", bag("b"));
    unit.update_status();
    let mut seen = Vec::new();
    // `update-status` comes first if the news of the other takes longer.
    let first = unit.choices().pop().unwrap();
    let context = unit.begin(&first).unwrap();
    seen.push((
        first.to_string(),
        context.state().relation(db).unwrap().remote_units_data["postgresql/0"].clone(),
    ));
    unit.end(&first, &Outcome::Committed, context.end(&Outcome::Committed).0);
    settle(&mut unit, |operation, context| {
        let bag = context.state().relation(db).unwrap().remote_units_data["postgresql/0"].clone();
        seen.push((operation.to_string(), bag));
        Outcome::Committed
    });
    let expected = [("update-status", bag("a")), ("db-relation-changed db:0 postgresql/0", bag("b"))];
    assert_eq!(seen, expected.map(|(hook, bag)| (hook.to_owned(), bag)));
}

#[test]
fn what_a_hook_wrote_is_kept_or_dropped() {
    let (mut unit, db) = related();
    let write = |context: &mut HookContext, value: &str| {
        context.call("state-set", &[&format!("last={value}")], &mut ());
        context.call("status-set", &["waiting", value], &mut ());
    };
    settle(&mut unit, |operation, context| {
        write(context, &operation.to_string());
        if operation.to_string().starts_with("config") { Outcome::Failed } else { Outcome::Committed }
    });
    assert_eq!(unit.state().charm_state["last"], "leader-settings-changed");
    assert_eq!(unit.state().unit_status.message, "config-changed");
    assert!(unit.local().has_failed());

    assert_eq!(fine(&mut unit), Vec::<String>::new(), "it waits");
    unit.retry();
    assert_eq!(fine(&mut unit)[..2], ["config-changed", "start"]);
    unit.end_relation(db);
    assert_eq!(fine(&mut unit), ["db-relation-departed db:0 postgresql/0", "db-relation-broken db:0"]);
    assert!(unit.state().relations.is_empty());
}

#[test]
fn secrets_of_both_sides() {
    let state = State::unit("web/0").with_leader(true).with_secret(Secret::new(
        "9m4e2mr0ui3e8a215n4g",
        Owner::Other { is_granted: true },
        [("key", "a")],
    ));
    let mut unit = Unit::new(state, Platform::Machine);
    let mut own = String::new();
    settle(&mut unit, |operation, context| {
        if operation.to_string() == "start" {
            let answer = context.call("secret-get", &["secret:9m4e2mr0ui3e8a215n4g"], &mut ());
            assert_eq!(answer.code, 0, "{answer:?}");
            own = context.call("secret-add", &["key=value"], &mut ()).stdout.trim().to_owned();
        }
        Outcome::Committed
    });
    unit.revise_secret("9m4e2mr0ui3e8a215n4g", Bag::from([("key".into(), "b".into())]));
    unit.rotate_secret(&own);
    let expected = [format!("secret-rotate {own}"), "secret-changed secret:9m4e2mr0ui3e8a215n4g".to_owned()];
    assert_eq!(fine(&mut unit), expected);
}

#[test]
fn an_upgrade_a_container_and_an_action() {
    let mut unit = Unit::new(State::unit("web/0"), Platform::Kubernetes);
    fine(&mut unit);
    unit.workload_event("web", WorkloadEventKind::Ready);
    unit.ask("backup", serde_json::json!({}));
    unit.configure("port", 80);
    unit.configure("port", 80);
    assert_eq!(fine(&mut unit), ["web-pebble-ready", "action backup", "config-changed"]);
    unit.upgrade();
    // The pod is a new one: its agent remembers less.
    let expected = ["upgrade-charm", "config-changed", "start", "leader-settings-changed"];
    assert_eq!(fine(&mut unit), expected);
}

#[test]
fn what_a_container_told_in_vain_it_tells_again() {
    let mut unit = Unit::new(State::unit("web/0"), Platform::Kubernetes);
    fine(&mut unit);
    unit.workload_event("web", WorkloadEventKind::Ready);
    let mut is_first = true;
    let failing =
        settle(
            &mut unit,
            |_, _| {
                if std::mem::take(&mut is_first) { Outcome::Failed } else { Outcome::Committed }
            },
        );
    assert_eq!(failing, ["web-pebble-ready"]);
    assert_eq!(fine(&mut unit), ["web-pebble-ready"]);
}

#[test]
fn who_departs_is_no_member_also_if_it_is_this_unit() {
    let (mut unit, db) = related();
    fine(&mut unit);
    unit.remove();
    let mut members = Vec::new();
    settle(&mut unit, |operation, context| {
        let answer = context.call("relation-list", &["-r", &db.to_string(), "--format=json"], &mut ());
        members.push((operation.to_string(), answer.stdout.trim().to_owned()));
        Outcome::Committed
    });
    assert_eq!(members[0], ("db-relation-departed db:0 postgresql/0".to_owned(), "[]".to_owned()));
}
