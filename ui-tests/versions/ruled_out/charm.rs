use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(pebble_check_failed = "web")]
    fn check_failed(&mut self, _cx: &Context) {}

    #[on(pebble_custom_notice = "web")]
    fn notice(&mut self, _cx: &Context) {}

    #[on(pebble_ready = "web")]
    fn ready(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
