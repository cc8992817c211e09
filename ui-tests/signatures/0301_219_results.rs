use ops::prelude::*;

struct Password(String);

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    username: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult<Password> {
        Ok(Password(params.username))
    }
}

ops::main!(WebApp);
