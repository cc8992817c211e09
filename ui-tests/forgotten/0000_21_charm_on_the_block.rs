use ops::prelude::*;

#[charm]
struct WebApp;

impl WebApp {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
