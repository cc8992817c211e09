use ops::prelude::*;

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    username: String,
    #[action(name = "username")]
    again: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn handle(&self, _cx: &Context, params: GetPassword) -> ActionResult<String> {
        Ok(params.username + &params.again)
    }
}

ops::main!(WebApp);
