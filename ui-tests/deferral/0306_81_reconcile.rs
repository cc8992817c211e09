use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(reconcile)]
    fn reconcile(&mut self, _cx: &Context, event: WebAppEvent) -> ops::Result {
        if let WebAppEvent::Install(event) = event {
            event.defer();
        }
        Ok(())
    }
}

ops::main!(WebApp);
