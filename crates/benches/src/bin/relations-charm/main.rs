//! What a charm does with many remote units: it reads one value of each. And a small action.

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
}

ops::main!(RelationsCharm);
