use super::{ask, begin, deployed, end, of, settle};

#[test]
fn peers_see_each_other_and_not_themselves() {
    let mut model = deployed(2, 0);
    let done = settle(&mut model, |unit, context| {
        if context.hook().name() == "cluster-relation-created" {
            ask(context, &format!("relation-set name={unit}"));
        }
        if context.hook().name() == "cluster-relation-changed" {
            let other = if unit == "web/0" { "web/1" } else { "web/0" };
            assert_eq!(ask(context, "relation-list"), other);
            assert_eq!(ask(context, "relation-get name"), other);
        }
    });
    for (unit, other) in [("web/0", "web/1"), ("web/1", "web/0")] {
        let own = of(unit, &done);
        assert!(own.contains(&format!("cluster-relation-joined {other}")), "{done:?}");
    }
}

#[test]
fn what_the_leader_tells_its_peers_is_no_news_to_itself() {
    let mut model = deployed(3, 0);
    settle(&mut model, |_, _| {});
    model.tick();
    let mut hook = begin(&mut model, "web/0", "update-status");
    ask(&mut hook.1, "relation-set -r 0 --app secret=42");
    end(&mut model, "web/0", hook);
    let done = settle(&mut model, |unit, context| {
        if unit != "web/0" && context.hook().name().ends_with("changed") {
            assert_eq!(ask(context, "relation-get secret web --app"), "42");
        }
    });
    assert_eq!(of("web/0", &done), [""; 0]);
    for unit in ["web/1", "web/2"] {
        assert!(of(unit, &done).contains(&"cluster-relation-changed".to_owned()), "{done:?}");
    }
    // Nor is it later, to one that leads no more.
    model.depose("web/0").unwrap();
    let done = settle(&mut model, |_, _| {});
    assert_eq!(of("web/0", &done), ["leader-settings-changed"]);
    assert_eq!(of("web/1", &done), ["leader-elected"]);
}
