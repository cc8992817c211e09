#![deny(deprecated)]

use ops::prelude::*;

#[action("backup")]
struct Params {
    target: Option<String>,
}

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(action = "backup")]
    fn handle(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = &params.target;
        Ok(())
    }
}

ops::main!(WebApp);
