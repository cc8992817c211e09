//! Every level where it has nothing to say.
#![deny(warnings)]

use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action = "restart"), deny(unhandled_action), warn(unhandled_container), deny(unhandled_endpoint = "db"))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(pebble_ready = "web", relation_broken = "db")]
    fn ready(&mut self, _cx: &Context) {}
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
