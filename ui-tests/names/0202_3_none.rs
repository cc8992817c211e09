use ops::prelude::*;

#[charm(metadata = "names/bare")]
struct WebApp;

#[charm(metadata = "names/bare")]
impl WebApp {
    #[on(pebble_ready = "data")]
    fn handle(&mut self, _cx: &Context, _event: PebbleReady) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
