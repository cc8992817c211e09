//! A charm with two components of one kind, one of them within another.

mod database;

use database::{Created, Database, Notebook, Noted};
use ops::prelude::*;

#[charm]
struct ComponentCharm {
    #[component(endpoint = "db")]
    database: Database,
    #[component(endpoint = "cache")]
    cache: Notebook,
}

#[charm]
impl ComponentCharm {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context) {
        info!("the charm: heard too, after {} times", self.database.times());
    }

    #[on(database.created)]
    fn created(&mut self, _cx: &Context, event: Created) {
        info!("the charm: database at {}", event.endpoints);
    }

    #[on(cache.noted)]
    fn noted(&mut self, _cx: &Context, event: Noted) {
        info!("the charm: {} notes", event.times);
    }
}

ops::main!(ComponentCharm);
