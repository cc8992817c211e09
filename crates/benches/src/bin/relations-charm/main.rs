//! What a charm does with many remote units: it reads one value of each. And small actions.

use std::time::Instant;

use ops::prelude::*;
use serde::Serialize;

#[action("greet")]
struct Greet {
    name: String,
}

#[derive(Serialize)]
struct Greeting {
    text: String,
}

#[action("time-calls")]
struct TimeCalls {
    count: u32,
}

/// In nanoseconds.
#[derive(Serialize)]
struct Times {
    least: u128,
    median: u128,
}

#[charm]
struct RelationsCharm {}

#[charm]
impl RelationsCharm {
    #[on(relation_changed = "db")]
    fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        let relation = event.relation();
        let mut addresses = 0;
        for unit in relation.units()? {
            addresses += usize::from(relation.remote_unit(&unit).get("address")?.is_some());
        }
        cx.unit().set_workload_version(&addresses.to_string())?;
        Ok(())
    }

    #[on(action = "greet")]
    fn greet(&mut self, _cx: &Context, params: Greet) -> ActionResult<Greeting> {
        Ok(Greeting { text: format!("Hello, {}", params.name) })
    }

    #[on(action = "time-calls")]
    fn time_calls(&mut self, cx: &Context, params: TimeCalls) -> ActionResult<Times> {
        let mut times = Vec::new();
        for number in 0..params.count {
            let begun = Instant::now();
            cx.unit().set_workload_version(&number.to_string())?;
            times.push(begun.elapsed().as_nanos());
        }
        times.sort_unstable();
        let at = |index: usize| times.get(index).copied().unwrap_or_default();
        Ok(Times { least: at(0), median: at(times.len() / 2) })
    }
}

ops::main!(RelationsCharm);
