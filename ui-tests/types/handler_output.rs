use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> u8 {
        0
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> bool {
        true
    }
}

ops::main!(WebApp);
