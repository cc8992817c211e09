use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context, event: RelationEvent) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
