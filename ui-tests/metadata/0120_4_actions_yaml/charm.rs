use ops::prelude::*;

#[action("backup")]
struct Params {
    keep: u8,
}

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(action = "backup")]
    fn handle(&self, _cx: &Context, params: Params) -> ActionResult {
        let _ = &params.keep;
        Ok(())
    }
}

ops::main!(WebApp);
