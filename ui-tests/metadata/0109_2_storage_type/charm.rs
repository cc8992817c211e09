use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(storage_attached = "data")]
    fn handle(&mut self, cx: &Context, _event: StorageAttached) -> ops::Result {
        cx.storage(Self::STORAGES.data)?;
        Ok(())
    }
}

ops::main!(WebApp);
