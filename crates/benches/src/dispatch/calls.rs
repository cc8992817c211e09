//! One call of a hook tool, answered by Juju's own server of them.

use std::path::Path;

use serde_json::{Value, json};
use standin::State;
use standin::judge::{judge, run, scenario};

use super::{AGENT_SOCKET, HOOK_TOOLS};
use crate::report::Row;

const COUNT: u32 = 200;

/// Over the socket by us, and as a process by Juju's own client; `None` where Juju's own code is not at hand. The charm itself looks
/// at the clock, so that nothing else of the dispatch is in it.
pub(crate) fn row(charm: &Path) -> Option<Row> {
    let judge = judge()?;
    let action = json!({"hook": "", "action": {"name": "time-calls", "id": "2", "params": {"count": COUNT}}});
    let state = scenario(&State::unit("relations-charm/0"), &action);
    let median = |backend: &str| {
        let report = run(judge, charm, &state, backend);
        let nanoseconds: Option<f64> = match report.pointer("/after/action/results/median")? {
            Value::String(text) => text.parse().ok(),
            number => number.as_f64(),
        };
        nanoseconds.map(|nanoseconds| nanoseconds / 1e3)
    };
    Some(Row::new("call socket wall", "µs", median(AGENT_SOCKET)?, None, median(HOOK_TOOLS)))
}
