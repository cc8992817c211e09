use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, _event: PebbleReady) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
