use ops::prelude::*;

#[action("restart")]
struct Restart {
    force: bool,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "restart")]
    fn handle(&self, _cx: &Context, params: Restart) -> ActionResult {
        let _: bool = params.force;
        Ok(())
    }
}

ops::main!(WebApp);
