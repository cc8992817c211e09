use ops::prelude::*;

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    username: String,
}

type Params = GetPassword;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&self, _cx: &Context, params: Params) -> ActionResult<String> {
        Ok(params.username)
    }
}

ops::main!(WebApp);
