use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(stop)]
    fn stop(&mut self, _cx: &Context, event: LifecycleEvent) -> ops::Result {
        event.hook();
        Ok(())
    }

    #[on(remove)]
    fn remove(&mut self, _cx: &Context, event: LifecycleEvent) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
