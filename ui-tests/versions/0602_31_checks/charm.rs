#![deny(deprecated)]

use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(pebble_check_failed = "web")]
    fn check_failed(&mut self, _cx: &Context) {}

    #[on(pebble_check_recovered = "web")]
    #[allow(deprecated)]
    fn recovered(&mut self, _cx: &Context) {}

    #[on(pebble_custom_notice = "web", secret_changed)]
    fn assured(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
