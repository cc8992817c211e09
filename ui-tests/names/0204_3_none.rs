use ops::prelude::*;

#[charm(metadata = "names/bare")]
struct WebApp;

#[charm(metadata = "names/bare")]
impl WebApp {
    #[on(action = "data")]
    fn handle(&self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
