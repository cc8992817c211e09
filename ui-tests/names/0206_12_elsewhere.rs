use ops::prelude::*;

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    username: String,
    log_level: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn handle(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _: String = params.log_level;
        Ok(())
    }
}

ops::main!(WebApp);
