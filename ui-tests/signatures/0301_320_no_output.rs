use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(collect_app_status)]
    fn status(&self, cx: &Context) {
        cx.unit();
    }
}

ops::main!(WebApp);
