use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(action = "get_password")]
    fn handle(&self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
