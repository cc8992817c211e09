use super::{begin, call, deployed, end, metadata, of, settle};
use crate::model::Model;
use crate::resolver::Platform;

/// It declares no endpoint: `juju-info` is Juju's own.
pub(super) const HOST: &str = "
name: host
summary: s
description: d
";
pub(super) const AGENT: &str = "
name: agent
summary: s
description: d
subordinate: true
requires: {host: {interface: juju-info, scope: container}}
";

fn with_agent(web: usize) -> (Model, u64) {
    let mut model = deployed(0, 0);
    model.deploy("host", &metadata(HOST), Platform::Machine, web).unwrap();
    model.deploy("agent", &metadata(AGENT), Platform::Machine, 3).unwrap();
    assert!(model.add_unit("agent").is_err());
    let id = model.integrate("agent", "host").unwrap();
    (model, id)
}

#[test]
fn each_unit_has_its_own_and_sees_no_other() {
    let (mut model, id) = with_agent(2);
    settle(&mut model, |_, _| {});
    assert_eq!(model.units().count(), 4);
    for agent in ["agent/0", "agent/1"] {
        let state = model.unit(agent).unwrap().state();
        let members: Vec<_> = state.relation(id).unwrap().remote_units_data.keys().cloned().collect();
        assert_eq!(members, [&*state.principal_unit]);
    }
    let principals: Vec<_> =
        ["agent/0", "agent/1"].map(|agent| model.unit(agent).unwrap().state().principal_unit.clone()).into();
    assert_eq!(principals.iter().filter(|unit| unit.starts_with("host/")).count(), 2);
    model.tick();
    settle(&mut model, |unit, context| {
        let list = call(context, &format!("relation-list -r {id}")).stdout;
        let sees = usize::from(unit.starts_with("agent"));
        assert_eq!(list.lines().count(), sees, "{unit} sees {list}");
    });
}

#[test]
fn it_goes_with_its_principal_and_with_the_relation() {
    let (mut model, id) = with_agent(2);
    settle(&mut model, |_, _| {});
    let beside = |model: &Model| {
        let units = model.units().filter(|unit| unit.state().principal_unit == "host/0");
        units.map(|unit| unit.state().unit.clone()).next()
    };
    let agent = beside(&model).unwrap();
    assert!(model.remove_unit(&agent).is_err());
    model.remove_unit("host/0").unwrap();
    let hook = begin(&mut model, "host/0", "remove");
    end(&mut model, "host/0", hook);
    assert!(model.unit("host/0").is_some(), "it waits for what is beside it");
    let done = settle(&mut model, |_, _| {});
    assert_eq!(of(&agent, &done).last().unwrap(), "remove");
    assert!(model.unit("host/0").is_none());
    assert_eq!(model.units().count(), 2);

    model.remove_relation(id).unwrap();
    settle(&mut model, |_, _| {});
    assert_eq!(model.units().map(|unit| unit.state().unit.as_str()).collect::<Vec<_>>(), ["host/1"]);
}
