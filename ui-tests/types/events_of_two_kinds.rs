use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db", config_changed)]
    fn changed(&mut self, _cx: &Context, _event: RelationChanged) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
