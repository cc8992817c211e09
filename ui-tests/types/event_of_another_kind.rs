use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, _event: PebbleReady) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
