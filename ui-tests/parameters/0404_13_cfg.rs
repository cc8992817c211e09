use ops::prelude::*;

#[action("tune", allow(unused_parameter))]
struct Params {
    #[cfg(any())]
    name: Nothing,
    #[cfg(not(any()))]
    name: bool,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "tune")]
    fn tune(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = &params.name;
        Ok(())
    }
}

ops::main!(WebApp);
