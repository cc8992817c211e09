use ops::prelude::*;

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    valid_for: u32,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, _params: GetPassword) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
