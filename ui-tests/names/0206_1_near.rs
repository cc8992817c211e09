use ops::prelude::*;

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    user_name: String,
    rotate: bool,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn handle(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _: String = params.user_name;
        Ok(())
    }
}

ops::main!(WebApp);
