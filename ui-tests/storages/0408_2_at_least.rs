use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(start)]
    fn start(&self, cx: &Context) -> ops::Result {
        let _ = cx.storage(Self::STORAGES.data)?;
        let _ = cx.storage(Self::STORAGES.logs)?;
        Ok(())
    }
}

ops::main!(WebApp);
