use ops::prelude::*;

struct GetPassword {
    username: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult<String> {
        Ok(params.username)
    }
}

ops::main!(WebApp);
