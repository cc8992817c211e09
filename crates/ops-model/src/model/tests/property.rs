use proptest::prelude::*;

use super::{ask, call, deployed};
use crate::context::{HookContext, Outcome};
use crate::model::Model;
use crate::state::{Bag, State};

#[derive(Clone, Copy, Debug)]
enum Move {
    AddUnit(bool),
    RemoveUnit(usize),
    Integrate,
    RemoveRelation(usize),
    Configure(u8),
    Depose(usize),
    Upgrade(bool),
    Tick,
    Retry(usize),
    /// So many operations, in an order and with ends that the number makes.
    Run(u8, u64),
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        1 => any::<bool>().prop_map(Move::AddUnit),
        1 => any::<usize>().prop_map(Move::RemoveUnit),
        1 => Just(Move::Integrate),
        1 => any::<usize>().prop_map(Move::RemoveRelation),
        1 => any::<u8>().prop_map(Move::Configure),
        1 => any::<usize>().prop_map(Move::Depose),
        1 => any::<bool>().prop_map(Move::Upgrade),
        1 => Just(Move::Tick),
        1 => any::<usize>().prop_map(Move::Retry),
        4 => (any::<u8>(), any::<u64>()).prop_map(|(count, seed)| Move::Run(count % 40, seed)),
    ]
}

/// The next of a sequence of numbers.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

/// A charm that tells its name and how often it was configured, and reads all that it can.
fn run(unit: &str, context: &mut HookContext) {
    let port = ask(context, "config-get port");
    let leads = ask(context, "is-leader") == "True";
    let relations: Vec<_> =
        context.state().relations.iter().map(|one| (one.id, one.remote_app.clone())).collect();
    for (id, app) in relations {
        ask(context, &format!("relation-set -r {id} name={unit} port={port}"));
        if leads {
            ask(context, &format!("relation-set -r {id} --app port={port}"));
        }
        for member in ask(context, &format!("relation-list -r {id}")).lines() {
            assert_ne!(member, unit);
            ask(context, &format!("relation-get -r {id} - {member}"));
        }
        call(context, &format!("relation-get -r {id} - {app} --app"));
    }
}

fn step(model: &mut Model, seed: &mut u64) {
    let ready = model.ready();
    if ready.is_empty() {
        return;
    }
    let unit = ready[next(seed) % ready.len()].to_owned();
    let choices = model.unit(&unit).unwrap().choices();
    let operation = choices[next(seed) % choices.len()].clone();
    match model.begin(&unit, &operation) {
        None => model.pass(&unit, &operation),
        Some(mut context) => {
            run(&unit, &mut context);
            let outcome = match next(seed) % 12 {
                0 => Outcome::Failed,
                1 => Outcome::Killed,
                _ => Outcome::Committed,
            };
            let (left, _) = context.end(&outcome);
            model.end(&unit, &operation, &outcome, left);
        }
    }
}

fn make(model: &mut Model, one: Move) {
    let units: Vec<String> = model.units().map(|unit| unit.state().unit.clone()).collect();
    let unit = |choice: usize| units.get(choice % units.len().max(1)).map_or("web/0", String::as_str);
    let app = |is_web: bool| if is_web { "web" } else { "postgresql" };
    // What cannot be done is refused, and changes nothing.
    let before = model.clone();
    let is_done = match one {
        Move::AddUnit(is_web) => units.len() > 6 || model.add_unit(app(is_web)).is_ok(),
        Move::RemoveUnit(choice) => model.remove_unit(unit(choice)).is_ok(),
        Move::Integrate => model.integrate("web:db", "postgresql:db").is_ok(),
        Move::RemoveRelation(choice) => {
            let ids = model.relations("web");
            model.remove_relation(ids[choice % ids.len()]).is_ok()
        }
        Move::Configure(port) => model.configure("web", "port", port).is_ok(),
        Move::Depose(choice) => model.depose(unit(choice)).is_ok(),
        Move::Upgrade(is_web) => model.upgrade(app(is_web)).is_ok(),
        Move::Tick => {
            model.tick();
            true
        }
        Move::Retry(choice) => model.retry(unit(choice)).is_ok(),
        Move::Run(count, mut seed) => {
            (0..count).for_each(|_| step(model, &mut seed));
            true
        }
    };
    assert!(is_done || *model == before, "{one:?}");
}

/// Of each relation both sides know the same.
fn check(model: &Model) {
    for unit in model.units() {
        let state: &State = unit.state();
        for relation in &state.relations {
            let id = relation.id;
            assert_eq!(Some(&relation.local_unit_data), model.unit_data(id, &state.unit));
            assert_eq!(Some(&relation.local_app_data), model.app_data(id, state.app()));
            if relation.remote_app != state.app() {
                assert_eq!(Some(&relation.remote_app_data), model.app_data(id, &relation.remote_app));
            }
            let is_other = |other: &&crate::Unit| {
                let other = other.state();
                other.app() == relation.remote_app && other.unit != state.unit && other.relation(id).is_some()
            };
            let others: Vec<(&str, &Bag)> = (model.units().filter(is_other))
                .map(|other| (&*other.state().unit, &other.state().relation(id).unwrap().local_unit_data))
                .collect();
            let seen: Vec<(&str, &Bag)> =
                relation.remote_units_data.iter().map(|(unit, bag)| (&**unit, bag)).collect();
            assert_eq!(seen, others, "{} of {id}", state.unit);
            let members: Vec<_> = unit.local().relations[&id].members.keys().map(String::as_str).collect();
            assert_eq!(members, others.iter().map(|(unit, _)| *unit).collect::<Vec<_>>());
        }
        let leads = model.leader(state.app()) == Some(&*state.unit);
        assert_eq!((state.leader, unit.local().leader), (leads, leads));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_happens_comes_to_rest_and_both_sides_agree(
        history in proptest::collection::vec(moves(), 0..40),
        mut seed in any::<u64>(),
    ) {
        let mut model = deployed(1, 1);
        for one in history {
            make(&mut model, one);
        }
        let mut is_restless = true;
        while std::mem::take(&mut is_restless) {
            let names: Vec<String> = model.units().map(|unit| unit.state().unit.clone()).collect();
            for unit in names {
                let has_failed = model.unit(&unit).is_some_and(|unit| unit.local().has_failed());
                if has_failed {
                    model.retry(&unit).unwrap();
                    is_restless = true;
                }
            }
            let charm = |unit: &str, mut context: HookContext| {
                run(unit, &mut context);
                (Outcome::Committed, context.end(&Outcome::Committed).0)
            };
            model.settle(charm, |_| next(&mut seed)).unwrap();
        }
        prop_assert_eq!(model.ready(), Vec::<&str>::new());
        check(&model);
    }
}
