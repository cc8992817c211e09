use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[cfg_attr(unix, on(install))]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
