use ops::prelude::*;

#[charm]
struct WebApp {
    #[settings]
    port: u16,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(start)]
    fn start(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
