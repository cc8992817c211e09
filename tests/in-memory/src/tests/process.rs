//! The same events in memory and as a process under the stand-in for Juju: what comes of them must be equal.

use std::sync::LazyLock;

use ops::testing::{Calls, Done, Engine, Hook, Keeps, Log, Owner, Run, Scenario, Secret, State, on};
use proptest::prelude::*;
use serde_json::json;
use standin::{CharmDir, Juju, cargo};

use super::super::Seen;
use super::deferral::{Prepare, events};
use super::{Everything, TOKEN, full};

/// The charm's program, built, with its metadata beside it.
static CHARM: LazyLock<CharmDir> = LazyLock::new(|| {
    cargo::build(&["-p", "tests", "--bin", "hook-tool"]).unwrap();
    CharmDir::package("in-memory")
});

/// Each event is a process, which speaks to Juju in this way: `hook-tools` or `agent-socket`.
struct Process(&'static str);

impl Engine for Process {
    fn run(&self, event: Hook, state: State) -> Done {
        // What a test wants to be refused, or what fails, is no concern of the stand-in's own checks.
        let mut juju = Juju::new(&*CHARM, state);
        juju.set_backend(Some(self.0));
        let run = juju.dispatch(event);
        let (state, record) = (juju.state().clone(), juju.record().clone());
        Done { state, record, outcome: run.outcome().clone(), calls: Calls::from_iter(run.calls()) }
    }
}

/// What happens: an event, or the action.
fn any_event() -> impl Strategy<Value = (Hook, Prepare)> {
    let all = events();
    let action = (any::<bool>(), ".{0,20}").prop_map(|(fail, prefix)| {
        let params = json!({"prefix": prefix, "fail": fail});
        let as_it_is: Prepare = |_| {};
        (on::action(Everything::ACTIONS.tell, params), as_it_is)
    });
    prop_oneof![4 => (0..all.len()).prop_map(move |place| all[place].clone()), 1 => action]
}

/// Handlers that an option names.
fn some_handlers() -> impl Strategy<Value = String> {
    const NAMES: [&str; 5] = ["all", "noted", "config_changed", "db_changed,cluster_joined", "update_status"];
    prop_oneof![3 => Just(String::new()), 2 => proptest::sample::select(&NAMES).prop_map(str::to_owned)]
}

/// A state that the charm may find, but for what the event needs.
fn any_state() -> impl Strategy<Value = State> {
    let token = prop_oneof![Just(None), Just(Some(true)), Just(Some(false))];
    let texts = proptest::collection::vec("[ -~\u{e9}\n]{0,12}", 0..3);
    (any::<bool>(), some_handlers(), some_handlers(), "[ -~\u{e9}\u{2028}]{1,20}", token, texts).prop_map(
        |(leader, defer, fail, note, token, texts)| {
            let (_, mut state) = full();
            state.leader = leader;
            state.set_config("defer", defer).set_config("fail", fail).set_config("note", note);
            if let Some(is_granted) = token {
                state.set_config("token", format!("secret:{TOKEN}"));
                state.secrets.retain(|secret| secret.id != TOKEN);
                state.secrets.push(Secret::new(TOKEN, Owner::Other { is_granted }, [("key", "value")]));
            }
            state.with_stored_state(&Seen { events: texts })
        },
    )
}

/// What must be the same: everything but the times in what is for an auditor.
fn same(memory: &Run, process: &Run) -> Result<(), TestCaseError> {
    let lines =
        |run: &Run| -> Vec<Log> { run.logs.iter().filter(|log| log.level != "TRACE").cloned().collect() };
    prop_assert_eq!(&memory.outcome, &process.outcome, "{}\n{}", memory, process);
    prop_assert_eq!(memory.state.differences(&process.state), "", "{}\n{}", memory, process);
    prop_assert_eq!(lines(memory), lines(process));
    prop_assert_eq!(&memory.unit_status_history, &process.unit_status_history);
    prop_assert_eq!(&memory.app_status_history, &process.app_status_history);
    prop_assert_eq!(&memory.action, &process.action);
    let tools = |run: &Run| -> Vec<String> {
        let tool = |call: &String| call.split(' ').next().unwrap_or_default().to_owned();
        run.calls.iter().map(tool).filter(|tool| tool != "juju-log").collect()
    };
    prop_assert_eq!(tools(memory), tools(process));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comes_to_the_same(state in any_state(), (event, prepare) in any_event(), (next, _) in any_event()) {
        // Any event after any other: also what Juju would never send is to come to the same.
        let memory = Scenario::<Everything>::new().without_consistency_checks();
        let mut state = state;
        prepare(&mut state);
        for backend in ["hook-tools", "agent-socket"] {
            let process = Scenario::<Everything>::new().without_consistency_checks();
            let process = process.with_engine(Process(backend));
            let first = memory.try_run(event.clone(), state.clone());
            same(&first, &process.try_run(event.clone(), state.clone()))?;
            // And then another, from what the first has left.
            let second = memory.try_run(next.clone(), first.state.clone());
            same(&second, &process.try_run(next.clone(), first.state))?;
        }
    }
}
