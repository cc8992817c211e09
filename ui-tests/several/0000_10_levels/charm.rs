use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_acton, unhandled_action = "bakcup"), warn("unhandled_endpoint"), deny(unhandled_container = 3), forbid(unused_option))]
impl WebApp {
    #[on(action = "restart")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }
}

ops::main!(WebApp);
