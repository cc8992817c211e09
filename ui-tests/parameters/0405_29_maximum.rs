use ops::prelude::*;

type Port = u8;

#[action("tune", allow(unused_parameter))]
struct Params {
    port: Port,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "tune")]
    fn tune(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = &params.port;
        Ok(())
    }
}

ops::main!(WebApp);
