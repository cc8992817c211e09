use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_created = "db")]
    fn relation_created(&mut self, _cx: &Context, event: LifecycleEvent) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
