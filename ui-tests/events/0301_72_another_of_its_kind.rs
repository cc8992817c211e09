use ops::prelude::*;

#[event]
struct Ready;

#[event]
struct Other;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(event = Ready)]
    fn handle(&mut self, cx: &Context, _event: Emitted<Other>) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
