use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, _params: impl Into<String>) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
