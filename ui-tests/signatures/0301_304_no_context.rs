use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(collect_unit_status)]
    fn status(&self) -> Status {
        Status::active()
    }
}

ops::main!(WebApp);
