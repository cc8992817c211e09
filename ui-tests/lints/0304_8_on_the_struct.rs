use ops::prelude::*;

#[charm(deny(unhandled_action))]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
