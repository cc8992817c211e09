use ops::prelude::*;

fn later(event: &(impl Event + Deferrable)) {
    event.defer();
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(stop)]
    fn handle(&mut self, _cx: &Context, event: Stop) -> ops::Result {
        later(&event);
        Ok(())
    }
}

ops::main!(WebApp);
