use super::{ask, begin, call, deployed, end, of, related, settle};
use crate::context::Outcome;

#[test]
fn the_first_leads_until_it_is_gone() {
    let (mut model, _) = related(3, 1);
    assert_eq!(model.leader("web"), Some("web/0"));
    model.remove_unit("web/0").unwrap();
    assert_eq!(model.leader("web"), Some("web/0"), "its lease runs on");
    let done = settle(&mut model, |_, _| {});
    assert_eq!(model.leader("web"), Some("web/1"));
    assert!(of("web/1", &done).contains(&"leader-elected".to_owned()));
    assert!(!of("web/2", &done).iter().any(|line| line.contains("leader")));
}

#[test]
fn a_deposed_leader_gives_the_lead_to_the_next() {
    let (mut model, _) = related(2, 1);
    model.depose("web/0").unwrap();
    let mut leaders = Vec::new();
    model.tick();
    settle(&mut model, |unit, context| {
        leaders.extend((ask(context, "is-leader") == "True").then(|| unit.to_owned()));
    });
    leaders.retain(|unit| unit.starts_with("web"));
    leaders.dedup();
    assert_eq!(leaders, ["web/1"]);
    model.depose("web/0").unwrap();
    assert_eq!(model.leader("web"), Some("web/1"), "it does not lead");
    model.depose("postgresql/0").unwrap();
    assert_eq!(model.leader("postgresql"), Some("postgresql/0"), "there is no other");
}

#[test]
fn what_a_leader_wrote_too_late_is_refused_with_all_else() {
    let (mut model, id) = related(2, 1);
    model.tick();
    let mut hook = begin(&mut model, "web/0", "update-status");
    model.depose("web/0").unwrap();
    for line in ["relation-set --app a=1", "relation-set a=1"] {
        ask(&mut hook.1, &format!("{line} -r {id}"));
    }
    ask(&mut hook.1, "status-set active fine");
    let refused = Outcome::Refused("\"web/0\" is not leader of \"web\"".into());
    assert_eq!(end(&mut model, "web/0", hook), refused);
    assert!(model.app_data(id, "web").unwrap().is_empty());
    assert!(!model.unit_data(id, "web/0").unwrap().contains_key("a"));
    let unit = model.unit("web/0").unwrap();
    assert!(unit.local().has_failed());
    assert_eq!(unit.state().unit_status.message, "fine");

    // What is its own it may still write.
    model.retry("web/0").unwrap();
    settle(&mut model, |unit, context| {
        if unit == "web/0" {
            ask(context, &format!("relation-set -r {id} a=1"));
        }
    });
    assert_eq!(model.unit_data(id, "web/0").unwrap()["a"], "1");
}

#[test]
fn the_status_of_an_application_is_that_of_all_its_units() {
    let mut model = deployed(2, 0);
    settle(&mut model, |unit, context| {
        if unit == "web/0" {
            ask(context, "status-set --application active fine");
            ask(context, "status-set waiting own");
            ask(context, "application-version-set 1.2");
        } else {
            assert_eq!(call(context, "status-set --application active").code, 1);
        }
    });
    let [first, second] = ["web/0", "web/1"].map(|unit| model.unit(unit).unwrap().state());
    assert_eq!((&*first.app_status.message, &*second.app_status.message), ("fine", "fine"));
    assert_eq!((&*first.unit_status.status, &*second.unit_status.status), ("waiting", "unknown"));
    assert_eq!((first.workload_version.as_deref(), &second.workload_version), (Some("1.2"), &None));
}
