use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(start)]
    fn start(&self, cx: &Context) -> ops::Result {
        let _ = cx.relation(Self::ENDPOINTS.db)?;
        let _ = cx.relation(Self::ENDPOINTS.cache)?;
        Ok(())
    }
}

ops::main!(WebApp);
