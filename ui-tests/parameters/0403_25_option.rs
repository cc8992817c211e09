use ops::prelude::*;

#[action("tune", allow(unused_parameter))]
struct Params {
    count: Option<u32>,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "tune")]
    fn tune(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = &params.count;
        Ok(())
    }
}

ops::main!(WebApp);
