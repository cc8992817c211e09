use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(stop)]
    fn handle(&mut self, _cx: &Context, event: Stop) -> ops::Result {
        event.defer();
        Ok(())
    }
}

ops::main!(WebApp);
