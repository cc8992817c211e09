use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[cfg(not(any()))]
    #[on(relation_changed = "bd")]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }

    #[cfg(any())]
    #[on(relation_changed = "message-queue")]
    fn gone(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
