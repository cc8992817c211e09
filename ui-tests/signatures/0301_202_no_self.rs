use ops::prelude::*;

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    username: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(cx: &Context, params: GetPassword) -> ActionResult<String> {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(params.username)
    }
}

ops::main!(WebApp);
