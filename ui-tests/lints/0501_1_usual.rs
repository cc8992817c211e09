#![deny(deprecated)]

use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
