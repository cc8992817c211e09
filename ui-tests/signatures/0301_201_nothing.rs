use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password() -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
