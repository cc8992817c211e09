use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(stop)]
    fn stop(&mut self, _cx: &Context, event: Stop) {
        event.defer();
    }
}

ops::main!(WebApp);
