//! The charm; and one that stores something besides, which costs each of its events two calls more.

use ops::prelude::*;
use serde::Serialize;

#[config]
pub(crate) struct Config {
    port: u16,
}

#[action("greet")]
struct Greet {
    name: String,
}

#[derive(Serialize)]
struct Greeting {
    text: String,
}

#[charm]
pub(crate) struct TestedCharm {
    #[config]
    config: Config,
}

#[charm]
impl TestedCharm {
    #[on(config_changed)]
    fn configure(&mut self, cx: &Context) -> ops::Result {
        cx.unit().set_status(Status::Active(format!("port {}", self.config.port)))?;
        Ok(())
    }

    /// Reads one databag, and writes another.
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        let relation = event.relation();
        let own = relation.local_unit();
        let seen: u64 = own.get("seen")?.map_or(Ok(0), |seen| seen.parse())?;
        if relation.remote_app()?.get("endpoints")?.is_some() {
            own.set("seen", &(seen + 1).to_string())?;
        }
        Ok(())
    }

    #[on(action = "greet")]
    fn greet(&mut self, _cx: &Context, params: Greet) -> ActionResult<Greeting> {
        Ok(Greeting { text: format!("Hello, {}", params.name) })
    }
}

#[stored_state]
pub(crate) struct Stored {
    pub(crate) handled: u64,
}

#[charm]
pub(crate) struct StoringCharm {
    #[config]
    config: Config,
    #[stored_state]
    stored: Stored,
}

#[charm(allow(unhandled_action = "greet"))]
impl StoringCharm {
    #[on(config_changed)]
    fn configure(&mut self, cx: &Context) -> ops::Result {
        self.stored.handled += 1;
        cx.unit().set_status(Status::Active(format!("port {}", self.config.port)))?;
        Ok(())
    }
}
