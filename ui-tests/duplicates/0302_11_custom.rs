use ops::prelude::*;

#[event]
struct Ready;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(event = Ready)]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }

    #[on(event = Ready)]
    fn again(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
