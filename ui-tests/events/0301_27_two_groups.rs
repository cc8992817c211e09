use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db", config_changed)]
    fn changed(&mut self, _cx: &Context, event: RelationEvent) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
