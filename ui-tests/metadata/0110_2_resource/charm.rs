use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(pebble_ready = "web")]
    fn handle(&mut self, _cx: &Context, _event: PebbleReady) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
