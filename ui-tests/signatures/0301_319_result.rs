use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> ops::Result<bool> {
        Ok(true)
    }
}

ops::main!(WebApp);
