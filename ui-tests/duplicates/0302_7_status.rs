use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Status {
        Status::active()
    }

    #[on(collect_unit_status)]
    fn again(&self, _cx: &Context) -> Option<Status> {
        None
    }
}

ops::main!(WebApp);
