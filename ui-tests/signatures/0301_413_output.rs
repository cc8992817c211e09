use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(config_changed, upgrade_charm)]
    fn configure(&self, _cx: &Context) -> bool {
        true
    }
}

ops::main!(WebApp);
