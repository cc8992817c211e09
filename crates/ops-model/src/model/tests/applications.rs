use serde_json::{Value, json};

use super::{ACTIONS, WEB, ask, begin, deployed, end, metadata, of, settle};
use crate::context::Outcome;
use crate::model::Model;
use crate::resolver::{Platform, WorkloadEventKind};

#[test]
fn an_option_is_news_when_it_differs() {
    let mut model = deployed(2, 1);
    settle(&mut model, |_, context| {
        let config = context.state().config.clone();
        assert_eq!((&config["port"], &config["name"]), (&json!(80), &Value::Null));
    });
    model.configure("web", "port", 80).unwrap();
    assert_eq!(model.ready(), [""; 0]);
    model.configure("web", "port", 81).unwrap();
    let done = settle(&mut model, |_, context| assert_eq!(ask(context, "config-get port"), "81"));
    assert_eq!(done.len(), 2, "{done:?}");
    let new = model.add_unit("web").unwrap();
    assert_eq!(model.unit(&new).unwrap().state().config["port"], 81);
    model.configure("web", "port", Value::Null).unwrap();
    assert_eq!(model.unit("web/0").unwrap().state().config["port"], 80, "its default again");
}

#[test]
fn an_action_has_the_defaults_of_its_schema() {
    assert!(ACTIONS.contains("default: 7"));
    let mut model = deployed(1, 0);
    settle(&mut model, |_, _| {});
    model.ask("web/0", "backup", json!({"full": true})).unwrap();
    let mut hook = begin(&mut model, "web/0", "backup");
    assert_eq!(ask(&mut hook.1, "action-get keep"), "7");
    assert_eq!(ask(&mut hook.1, "action-get full"), "True");
    end(&mut model, "web/0", hook);
    assert_eq!(model.ready(), [""; 0]);
}

#[test]
fn an_upgrade_is_told_to_each_unit_and_known_to_new_ones() {
    let mut model = deployed(2, 1);
    settle(&mut model, |_, _| {});
    model.upgrade("web").unwrap();
    let new = model.add_unit("web").unwrap();
    let done = settle(&mut model, |_, _| {});
    for unit in ["web/0", "web/1"] {
        assert_eq!(of(unit, &done)[..2], ["upgrade-charm", "config-changed"]);
    }
    assert!(!of(&new, &done).contains(&"upgrade-charm".to_owned()));
    assert_eq!(of("postgresql/0", &done), [""; 0]);
}

#[test]
fn a_pod_is_replaced_when_its_hook_has_ended() {
    let mut model = Model::new("dev");
    model.deploy("web", &metadata(WEB), Platform::Kubernetes, 1).unwrap();
    settle(&mut model, |_, _| {});
    model.workload_event("web/0", "web", WorkloadEventKind::Ready).unwrap();
    let hook = begin(&mut model, "web/0", "web-pebble-ready");
    model.upgrade("web").unwrap();
    assert_eq!(end(&mut model, "web/0", hook), Outcome::Committed);
    let done = settle(&mut model, |_, _| {});
    assert_eq!(done[..3], ["upgrade-charm", "config-changed", "start"].map(|hook| format!("web/0 {hook}")));
}

#[test]
fn a_machine_reboots_and_time_passes() {
    let mut model = deployed(1, 1);
    settle(&mut model, |_, _| {});
    model.reboot("web/0").unwrap();
    assert_eq!(settle(&mut model, |_, _| {}), ["web/0 start"]);
    model.tick();
    assert_eq!(settle(&mut model, |_, _| {}).len(), 2);
}

#[test]
fn a_model_that_never_rests_is_an_error() {
    let mut model = deployed(2, 0);
    let mut count = 0;
    let run = |_: &str, mut context: crate::HookContext| {
        count += 1;
        if context.hook().name() == "cluster-relation-changed" {
            ask(&mut context, &format!("relation-set count={count}"));
        }
        (Outcome::Committed, context.end(&Outcome::Committed).0)
    };
    let restless = model.settle(run, |count| count).unwrap_err();
    assert!(restless.ready.iter().all(|unit| unit.starts_with("web/")));
    assert_eq!(restless.operations, 10_000);
}

#[test]
fn a_model_can_be_kept_and_taken_up() {
    let mut model = deployed(2, 1);
    model.integrate("web:db", "postgresql:db").unwrap();
    let hook = begin(&mut model, "web/0", "config-changed");
    let text = serde_json::to_string(&model).unwrap();
    let mut kept: Model = serde_json::from_str(&text).unwrap();
    assert_eq!(kept, model);
    let same = (hook.0.clone(), hook.1.clone());
    end(&mut model, "web/0", hook);
    end(&mut kept, "web/0", same);
    assert_eq!(settle(&mut kept, |_, _| {}), settle(&mut model, |_, _| {}));
}
