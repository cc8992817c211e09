use ops::prelude::*;

#[event]
struct Ready;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(event = Ready)]
    fn handle(&mut self, cx: &Context, _event: Ready, _more: u8) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
