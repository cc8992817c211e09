use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action), deny(unhandled_action = "backup"))]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
