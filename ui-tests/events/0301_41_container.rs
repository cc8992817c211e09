use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(pebble_ready = "web")]
    fn pebble_ready(&mut self, _cx: &Context, _event: SecretChanged) {}

    #[on(pebble_custom_notice = "web")]
    fn pebble_custom_notice(&mut self, _cx: &Context, _event: SecretChanged) {}

    #[on(pebble_check_failed = "web")]
    fn pebble_check_failed(&mut self, _cx: &Context, _event: SecretChanged) {}

    #[on(pebble_check_recovered = "web")]
    fn pebble_check_recovered(&mut self, _cx: &Context, _event: SecretChanged) {}
}

ops::main!(WebApp);
