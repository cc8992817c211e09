use proptest::prelude::*;
use serde_json::json;

use super::subordinates::{AGENT, HOST};
use super::{POSTGRESQL, WEB, ask, call, metadata};
use crate::Unit;
use crate::context::{HookContext, Outcome};
use crate::model::{Model, Refused};
use crate::resolver::{Operation, Platform};
use crate::secret::Owner;
use crate::state::Bag;

const APPS: [(&str, &str, Platform); 5] = [
    ("web", WEB, Platform::Machine),
    ("shop", WEB, Platform::Kubernetes),
    ("postgresql", POSTGRESQL, Platform::Machine),
    ("agent", AGENT, Platform::Machine),
    ("host", HOST, Platform::Machine),
];
const PAIRS: [(&str, &str); 4] =
    [("web:db", "postgresql:db"), ("shop:db", "postgresql:db"), ("agent", "web"), ("agent", "host")];
const MOST_UNITS: usize = 8;

#[derive(Clone, Copy, Debug)]
enum Move {
    Deploy(usize),
    AddUnit(usize),
    RemoveUnit(usize),
    RemoveApplication(usize),
    Integrate(usize),
    RemoveRelation(usize),
    Configure(usize, u8),
    Depose(usize),
    Upgrade(usize),
    Ask(usize),
    AddStorage(usize),
    DetachStorage(usize),
    Tick,
    Retry(usize),
    Reboot(usize),
    /// So many beginnings and ends of hooks, in an order and in a way that the number makes.
    Run(u8, u64),
}

fn moves() -> impl Strategy<Value = Move> {
    let any = any::<usize>;
    prop_oneof![
        1 => any().prop_map(Move::Deploy),
        2 => any().prop_map(Move::AddUnit),
        2 => any().prop_map(Move::RemoveUnit),
        1 => any().prop_map(Move::RemoveApplication),
        3 => any().prop_map(Move::Integrate),
        1 => any().prop_map(Move::RemoveRelation),
        1 => (any(), proptest::num::u8::ANY).prop_map(|(app, port)| Move::Configure(app, port)),
        1 => any().prop_map(Move::Depose),
        1 => any().prop_map(Move::Upgrade),
        1 => any().prop_map(Move::Ask),
        1 => any().prop_map(Move::AddStorage),
        1 => any().prop_map(Move::DetachStorage),
        1 => Just(Move::Tick),
        1 => any().prop_map(Move::Retry),
        1 => any().prop_map(Move::Reboot),
        8 => (0_u8..60, proptest::num::u64::ANY).prop_map(|(count, seed)| Move::Run(count, seed)),
    ]
}

/// The next of a sequence of numbers.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

/// A charm that tells its name and how it is configured, has a secret for each that it is related to, and reads all that it can.
fn run(unit: &str, context: &mut HookContext) {
    let port = ask(context, "config-get port");
    let leads = ask(context, "is-leader") == "True";
    let hook = context.hook().name().to_owned();
    let environment = context.hook().environment(context.state(), Default::default());
    if hook == "secret-remove" {
        let [uri, revision] = ["JUJU_SECRET_ID", "JUJU_SECRET_REVISION"].map(|name| &environment[name]);
        // News of another leader may take longer than this.
        call(context, &format!("secret-remove {uri} --revision {revision}"));
    }
    if hook == "secret-changed" {
        call(context, &format!("secret-get {} --refresh", environment["JUJU_SECRET_ID"]));
    }
    let began = context.state().clone();
    let own_secret = began.secrets.iter().find(|secret| secret.owner == Owner::App);
    let uri = leads.then(|| match own_secret {
        Some(secret) => {
            ask(context, &format!("secret-set {} password={port}", secret.id));
            format!("secret:{}", secret.id)
        }
        None => ask(context, &format!("secret-add password={port}")),
    });
    for relation in &began.relations {
        let (id, app) = (relation.id, &relation.remote_app);
        ask(context, &format!("relation-set -r {id} name={unit} port={port}"));
        if let Some(uri) = &uri {
            ask(context, &format!("relation-set -r {id} --app port={port} uri={uri}"));
            ask(context, &format!("secret-grant {uri} -r {id}"));
        }
        for member in ask(context, &format!("relation-list -r {id}")).lines() {
            assert_ne!(member, unit);
            ask(context, &format!("relation-get -r {id} - {member}"));
        }
        if let Some(uri) = relation.remote_app_data.get("uri") {
            // The owner may be gone, or just have revoked it.
            call(context, &format!("secret-get {uri}"));
        }
        call(context, &format!("relation-get -r {id} - {app} --app"));
    }
}

/// A model, and its hooks that have begun.
struct Play {
    model: Model,
    running: Vec<(String, Operation, HookContext)>,
}

impl Play {
    fn step(&mut self, seed: &mut u64) {
        if !self.running.is_empty() && next(seed).is_multiple_of(2) {
            return self.end(seed);
        }
        let ready = self.model.ready();
        if ready.is_empty() {
            return;
        }
        let unit = ready[next(seed) % ready.len()].to_owned();
        let choices = self.model.unit(&unit).unwrap().choices();
        let operation = choices[next(seed) % choices.len()].clone();
        match self.model.begin(&unit, &operation) {
            None => self.model.pass(&unit, &operation),
            Some(context) => self.running.push((unit, operation, context)),
        }
    }

    fn end(&mut self, seed: &mut u64) {
        let (unit, operation, mut context) = self.running.swap_remove(next(seed) % self.running.len());
        run(&unit, &mut context);
        let outcome = match next(seed) % 12 {
            0 => Outcome::Failed,
            1 => Outcome::Killed,
            _ => Outcome::Committed,
        };
        let (left, _) = context.end(&outcome);
        self.model.end(&unit, &operation, &outcome, left);
    }

    fn make(&mut self, one: Move) {
        let model = &mut self.model;
        let units: Vec<String> = model.units().map(|unit| unit.state().unit.clone()).collect();
        let storages = |unit: &Unit| unit.state().storages.clone();
        let storages: Vec<String> = model.units().flat_map(storages).map(|storage| storage.id).collect();
        let of = |names: &[String], choice: usize| match names.len() {
            0 => "none/0".to_owned(),
            count => names[choice % count].clone(),
        };
        let (app, unit) = (|choice: usize| APPS[choice % APPS.len()], |choice| of(&units, choice));
        let before = model.clone();
        let done: Result<(), Refused> = match one {
            Move::AddUnit(_) | Move::Deploy(_) | Move::Integrate(_) if units.len() > MOST_UNITS => Ok(()),
            Move::Deploy(choice) => {
                let (name, yaml, platform) = app(choice);
                model.deploy(name, &metadata(yaml), platform, 1)
            }
            Move::AddUnit(choice) => model.add_unit(app(choice).0).map(|_| ()),
            Move::RemoveUnit(choice) => model.remove_unit(&unit(choice)),
            Move::RemoveApplication(choice) => model.remove_application(app(choice).0),
            Move::Integrate(choice) => {
                let (one, other) = PAIRS[choice % PAIRS.len()];
                model.integrate(one, other).map(|_| ())
            }
            Move::RemoveRelation(choice) => model.remove_relation((choice % 12) as u64),
            Move::Configure(choice, port) => model.configure(app(choice).0, "port", port),
            Move::Depose(choice) => model.depose(&unit(choice)),
            Move::Upgrade(choice) => model.upgrade(app(choice).0),
            Move::Ask(choice) => model.ask(&unit(choice), "backup", json!({})),
            Move::AddStorage(choice) => model.add_storage(&unit(choice), "extra").map(|_| ()),
            Move::DetachStorage(choice) => model.detach_storage(&of(&storages, choice)),
            Move::Tick => {
                model.tick();
                Ok(())
            }
            Move::Retry(choice) => model.retry(&unit(choice)),
            Move::Reboot(choice) => model.reboot(&unit(choice)),
            Move::Run(count, mut seed) => {
                (0..count).for_each(|_| self.step(&mut seed));
                Ok(())
            }
        };
        assert!(done.is_ok() || self.model == before, "what is refused changes nothing: {one:?}");
    }

    /// All hooks end, well in the end, and what has failed is tried again.
    fn settle(&mut self, seed: &mut u64) {
        while !self.running.is_empty() {
            self.end(seed);
        }
        let charm = |unit: &str, mut context: HookContext| {
            run(unit, &mut context);
            (Outcome::Committed, context.end(&Outcome::Committed).0)
        };
        loop {
            self.model.settle(charm, |_| next(seed)).unwrap();
            let failed = self.model.units().find(|unit| unit.local().has_failed());
            let Some(failed) = failed.map(|unit| unit.state().unit.clone()) else { return };
            self.model.retry(&failed).unwrap();
        }
    }
}

/// At rest both sides know the same of each relation, and who may read a secret has read its newest revision.
fn check(model: &Model) {
    for unit in model.units() {
        let state = unit.state();
        assert!(!unit.is_dying(), "{} was removed", state.unit);
        for relation in &state.relations {
            let id = relation.id;
            assert_eq!(Some(&relation.local_unit_data), model.unit_data(id, &state.unit));
            assert_eq!(Some(&relation.local_app_data), model.app_data(id, state.app()));
            if relation.remote_app != state.app() {
                assert_eq!(Some(&relation.remote_app_data), model.app_data(id, &relation.remote_app));
            }
            let is_other = |other: &&Unit| {
                let (is_own, other) = (other.state().unit == state.unit, other.state());
                let is_beside = other.principal_unit == state.unit || state.principal_unit == other.unit;
                let is_near = is_beside || ![state.app(), other.app()].contains(&"agent");
                other.app() == relation.remote_app && !is_own && is_near
            };
            let mut others: Vec<(&str, &Bag)> = (model.units().filter(is_other))
                .filter_map(|other| Some((&*other.state().unit, model.unit_data(id, &other.state().unit)?)))
                .collect();
            others.sort();
            let seen: Vec<(&str, &Bag)> =
                relation.remote_units_data.iter().map(|(unit, bag)| (&**unit, bag)).collect();
            assert_eq!(seen, others, "{} of {id}", state.unit);
            let members: Vec<_> = unit.local().relations[&id].members.keys().map(String::as_str).collect();
            assert_eq!(members, others.iter().map(|(unit, _)| *unit).collect::<Vec<_>>());
        }
        let leads = model.leader(state.app()) == Some(&*state.unit);
        assert_eq!((state.leader, unit.local().leader), (leads, leads));
        for secret in &state.secrets {
            let is_granted = secret.owner == Owner::Other { is_granted: true };
            let is_of = |other: &&Unit| {
                other.state().secret(&secret.id).is_some_and(|secret| secret.owner == Owner::App)
            };
            let owner = model.units().find(is_of).map(|owner| owner.state().app().to_owned());
            let theirs = owner.as_ref().map(|owner| model.relations(owner)).unwrap_or_default();
            // An application has its secrets also while it has no unit.
            let is_related =
                owner.is_none() || model.relations(state.app()).iter().any(|id| theirs.contains(id));
            assert!(!is_granted || is_related, "{} may read {secret:?} of {owner:?}", state.unit);
            assert!(!is_granted || secret.tracked.is_none_or(|tracked| tracked == secret.latest()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn whatever_happens_comes_to_rest_and_both_sides_agree(
        history in proptest::collection::vec(moves(), 0..60),
        mut seed in any::<u64>(),
    ) {
        let mut play = Play { model: Model::new("dev"), running: Vec::new() };
        (0..APPS.len()).for_each(|app| play.make(Move::Deploy(app)));
        for one in history {
            play.make(one);
        }
        play.settle(&mut seed);
        check(&play.model);
    }
}
