use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(deny(unhandled_action))]
impl WebApp {
    #[on(action = "restrat")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(action = "backup")]
    fn backup(&mut self) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
