use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(start)]
    fn start(&self, cx: &Context) -> ops::Result {
        let _ = cx.relation(Self::ENDPOINTS.cluster)?;
        let _ = cx.relation(Self::ENDPOINTS.queues)?;
        Ok(())
    }
}

ops::main!(WebApp);
