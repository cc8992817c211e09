use ops::prelude::*;

type Ready = PebbleCustomNotice;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(pebble_ready = "web")]
    fn ready(&mut self, _cx: &Context, _event: Ready) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
