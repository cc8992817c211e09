use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(pebble_ready = "web")]
    fn pebble_ready(&mut self, _cx: &Context, event: PebbleCustomNotice) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
