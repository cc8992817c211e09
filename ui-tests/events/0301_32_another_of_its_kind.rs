use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(storage_attached = "data")]
    fn storage_attached(&mut self, _cx: &Context, event: StorageDetaching) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
