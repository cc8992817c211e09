use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&self, _cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(action = "restart")]
    fn again(&self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
