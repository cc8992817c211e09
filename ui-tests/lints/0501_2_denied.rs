use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(deny(unhandled_action))]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
