#![deny(deprecated)]

use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(pebble_check_failed = "web")]
    fn handle(&mut self, _cx: &Context, _event: PebbleCheckFailed) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
