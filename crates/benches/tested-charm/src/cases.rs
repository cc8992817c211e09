//! What the charm is tested with: events, each in the state that the one before it has left.

use ops::Status;
use ops::testing::{Harness, Keeps, Relation, Scenario, State, on};
use serde_json::json;

use crate::charm::{Stored, StoringCharm, TestedCharm};

/// Runs so many events of this case, and says whether the last state is what it should be; `None` is no case.
pub(crate) fn run(case: &str, count: u64) -> Option<bool> {
    match case {
        "config-changed run" => Some(config_changed(count)),
        "relation-changed run" => Some(relation_changed(count)),
        "action run" => Some(action(count)),
        "stored state run" => Some(stored_state(count)),
        "config-changed harness" => Some(harness_config(count)),
        "relation-changed harness" => Some(harness_relation(count)),
        _ => None,
    }
}

fn config_changed(count: u64) -> bool {
    let scenario = Scenario::<TestedCharm>::new();
    let mut state = scenario.state();
    for _ in 0..count {
        state = scenario.run(on::config_changed(), state).state;
    }
    count == 0 || is_active(&state)
}

fn relation_changed(count: u64) -> bool {
    let scenario = Scenario::<TestedCharm>::new();
    let relation = Relation::new(TestedCharm::ENDPOINTS.db, "postgresql")
        .with_unit("postgresql/0", [])
        .with_remote_app_data([("endpoints", "192.0.2.7:5432")]);
    let mut state = scenario.state().with_relation(relation);
    for _ in 0..count {
        let changed = on::relation_changed(TestedCharm::ENDPOINTS.db).unit("postgresql/0");
        state = scenario.run(changed, state).state;
    }
    let seen = state.relations.iter().find_map(|relation| relation.local_unit_data.get("seen"));
    count == 0 || seen.is_some_and(|seen| *seen == count.to_string())
}

fn action(count: u64) -> bool {
    let scenario = Scenario::<TestedCharm>::new();
    let mut state = scenario.state();
    let mut greeted = 0;
    for _ in 0..count {
        let run = scenario.run(on::action(TestedCharm::ACTIONS.greet, json!({"name": "world"})), state);
        greeted += u64::from(run.action_result("text") == Some("Hello, world"));
        state = run.state;
    }
    greeted == count
}

fn stored_state(count: u64) -> bool {
    let scenario = Scenario::<StoringCharm>::new();
    let mut state = scenario.state();
    for _ in 0..count {
        state = scenario.run(on::config_changed(), state).state;
    }
    let stored = state.stored_state::<Stored>();
    count == 0 || is_active(&state) && stored.is_some_and(|stored| stored.handled == count)
}

fn harness_config(count: u64) -> bool {
    let mut harness = Harness::<TestedCharm>::new();
    harness.begin();
    for number in 0..count {
        harness.update_config([(TestedCharm::OPTIONS.port, 8080 - number % 2)]);
    }
    let last = format!("port {}", 8080 - count.saturating_sub(1) % 2);
    count == 0 || harness.state().unit_status == Status::Active(last)
}

fn harness_relation(count: u64) -> bool {
    let mut harness = Harness::<TestedCharm>::new();
    let id = harness.add_relation(TestedCharm::ENDPOINTS.db, "postgresql");
    harness.add_relation_unit(id, "postgresql/0");
    harness.update_relation_data(id, "postgresql", [("endpoints", "192.0.2.7:5432")]);
    harness.begin();
    for number in 0..count {
        harness.update_relation_data(id, "postgresql/0", [("number", &number.to_string())]);
    }
    let seen = harness.get_relation_data(id, "tested-charm/0").remove("seen");
    count == 0 || seen == Some(count.to_string())
}

fn is_active(state: &State) -> bool {
    state.unit_status == Status::Active("port 8080".into())
}
