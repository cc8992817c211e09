use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action), forbid(unhandled_endpoint = "db"))]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
