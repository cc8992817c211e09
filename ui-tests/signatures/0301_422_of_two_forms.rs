use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(config_changed, action = "restart")]
    fn restart(&self, cx: &Context) {
        cx.unit();
    }
}

ops::main!(WebApp);
