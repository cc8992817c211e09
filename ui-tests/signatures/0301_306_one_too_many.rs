use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context, _event: ConfigChanged) -> Status {
        Status::active()
    }
}

ops::main!(WebApp);
