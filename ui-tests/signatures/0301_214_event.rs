use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, _event: Install) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
