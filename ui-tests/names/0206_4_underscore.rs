use ops::prelude::*;

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    #[action(name = "valid_for")]
    duration: Option<u32>,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn handle(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _: Option<u32> = params.duration;
        Ok(())
    }
}

ops::main!(WebApp);
