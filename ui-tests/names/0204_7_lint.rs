use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action = "get-password", unhandled_action = "restrat"))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
