use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(pebble_custom_notice = "web")]
    fn handle(&mut self, _cx: &Context, _event: PebbleCustomNotice) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
