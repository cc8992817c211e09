use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(remove)]
    fn handle(&mut self, _cx: &Context, event: Remove) -> ops::Result {
        event.defer();
        Ok(())
    }
}

ops::main!(WebApp);
