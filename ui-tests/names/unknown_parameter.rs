use ops::prelude::*;

#[action("get-password")]
struct GetPassword {
    user_name: String,
    rotate: bool,
}

#[action("get-pasword")]
struct Misspelt {
    username: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _: (String, bool) = (params.user_name, params.rotate);
        Ok(())
    }
}

ops::main!(WebApp);
