use ops::prelude::*;

#[action("stop", allow(unused_parameter))]
struct Params {
    graceful: bool,
}

#[charm]
#[allow(deprecated)] // What the metadata may be told is not what is tried here.
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "stop")]
    fn stop(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = &params.graceful;
        Ok(())
    }
}

ops::main!(WebApp);
