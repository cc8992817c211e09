#![deny(deprecated)]

use ops::prelude::*;

#[action("backup")]
struct Backup {
    target: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "backup")]
    fn backup(&self, _cx: &Context, params: Backup) -> ActionResult<String> {
        Ok(params.target)
    }
}

ops::main!(WebApp);
