use ops::prelude::*;

#[action("get-password", allow(unused_parameter = "rotaet"))]
struct GetPassword {
    username: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn handle(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _: String = params.username;
        Ok(())
    }
}

ops::main!(WebApp);
