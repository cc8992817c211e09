use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: &RelationChanged) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
