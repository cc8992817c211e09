#![deny(deprecated)]

use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "db-main")]
    fn handle(&mut self, _cx: &Context, _event: RelationChanged) -> ops::Result {
        Ok(())
    }

    #[on(relation_changed = "db_main")]
    fn other(&mut self, _cx: &Context, _event: RelationChanged) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
