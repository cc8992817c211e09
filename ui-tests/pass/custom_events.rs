//! Events of the charm's own: with and without content, taken as such, to be deferred, or not at all.

use ops::prelude::*;

mod events {
    use ops::prelude::*;

    #[event]
    pub struct Ready;
}

#[event]
#[derive(Debug, Clone)]
struct Changed {
    endpoints: Vec<String>,
    #[serde(default)]
    version: Option<u32>,
}

#[event]
struct Count(u32);

type Counted = Emitted<Count>;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn database_changed(&mut self, cx: &Context) -> ops::Result {
        cx.emit(&events::Ready)?;
        cx.emit(&Count(1))?;
        cx.emit(&Changed { endpoints: Vec::new(), version: None })?;
        Ok(())
    }

    #[on(event = Changed)]
    fn changed(&mut self, _cx: &Context, event: Changed) -> ops::Result {
        info!("{:?} {:?}", event.endpoints, event.version);
        Ok(())
    }

    #[on(event = events::Ready, install)]
    fn ready(&mut self, _cx: &Context) {}

    #[on(event = Count)]
    fn counted(&mut self, _cx: &Context, event: Counted) {
        if event.0 == 0 {
            event.defer();
        }
    }
}

fn main() {}
