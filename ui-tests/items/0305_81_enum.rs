use ops::prelude::*;

#[event]
enum Ready {
    Now,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
