use ops::prelude::*;

#[action]
struct GetPassword {
    username: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn handle(&self, _cx: &Context, params: GetPassword) -> ActionResult<String> {
        Ok(params.username)
    }
}

ops::main!(WebApp);
