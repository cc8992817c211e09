use ops::prelude::*;

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

trait Starts {
    fn start(&mut self, cx: &Context);
}

#[charm]
impl Starts for WebApp {
    #[on(start)]
    fn start(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
