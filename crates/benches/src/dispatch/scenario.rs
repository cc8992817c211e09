//! What is measured: events, each with the charm that gets it and the state that the charm finds.

use serde_json::json;
use standin::{Hook, Relation, State};

/// One event in one state.
pub(crate) struct Scenario {
    pub(crate) name: String,
    /// The charm's program.
    pub(crate) charm: &'static str,
    pub(crate) hook: Hook,
    pub(crate) state: State,
    /// Events that were deferred before: each of another unit.
    pub(crate) deferred: usize,
    /// How many calls or events there are, roughly: fewer rounds are enough then.
    pub(crate) size: usize,
}

/// All of them.
pub(crate) fn all() -> Vec<Scenario> {
    let mut all: Vec<_> = ["update-status", "install", "config-changed"].into_iter().map(hello).collect();
    all.extend([1, 10, 100, 1000].map(relation_changed));
    all.push(action());
    all.extend([0, 10, 100, 1000].map(deferred));
    all.extend([("1 KB", 1 << 10), ("10 KB", 10 << 10), ("100 KB", 100 << 10), ("1 MB", 1 << 20)].map(state));
    all
}

fn hello(event: &str) -> Scenario {
    let mut state = State::unit("hello/0");
    state.leader = true;
    state.set_config("greeting", "Hello").set_config("recipient", "world").set_config("volume", 1);
    Scenario { name: event.into(), charm: "hello", hook: Hook::named(event), state, deferred: 0, size: 1 }
}

/// The charm reads a value of each remote unit.
fn relation_changed(units: usize) -> Scenario {
    let mut state = State::unit("relations-charm/0");
    let mut relation = Relation::named("db", 3, "postgresql");
    for unit in 0..units {
        relation =
            relation.with_unit(&format!("postgresql/{unit}"), [("address", "192.0.2.7"), ("port", "5432")]);
    }
    state.relations.push(relation);
    let name = format!("relation-changed {units} unit{}", if units == 1 { "" } else { "s" });
    let hook = Hook::relation("db", 3, "changed").unit("postgresql/0");
    Scenario { name, charm: "relations-charm", hook, state, deferred: 0, size: units }
}

fn action() -> Scenario {
    let hook = Hook::action("greet", json!({"name": "world"}));
    let state = State::unit("relations-charm/0");
    Scenario { name: "action".into(), charm: "relations-charm", hook, state, deferred: 0, size: 1 }
}

/// An event that nobody handles, with events before it that are handled and deferred again.
fn deferred(count: usize) -> Scenario {
    let mut state = State::unit("stateful-charm/0");
    state.set_config("ballast", 0);
    state.relations.push(Relation::named("queue", 5, "queue"));
    let (name, hook) = (format!("{count} deferred"), Hook::named("update-status"));
    Scenario { name, charm: "stateful-charm", hook, state, deferred: count, size: count }
}

/// One number changes in a state of this size.
fn state((size, bytes): (&str, usize)) -> Scenario {
    let mut state = State::unit("stateful-charm/0");
    state.set_config("ballast", bytes);
    let (name, hook) = (format!("state {size}"), Hook::named("config-changed"));
    Scenario { name, charm: "stateful-charm", hook, state, deferred: 0, size: 1 + bytes / 10_000 }
}

/// The event of which the charm's handler defers, for the n-th time.
pub(crate) fn event_to_defer(number: usize) -> Hook {
    Hook::relation("queue", 5, "changed").unit(&format!("queue/{number}"))
}
