use ops::prelude::*;


#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(event)]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
