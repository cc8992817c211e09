use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(config_changed, collect_unit_status)]
    fn either(&self, _cx: &Context, _event: ConfigChanged) {}
}

ops::main!(WebApp);
