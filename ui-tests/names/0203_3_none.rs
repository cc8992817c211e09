use ops::prelude::*;

#[charm(metadata = "names/bare")]
struct WebApp;

#[charm(metadata = "names/bare")]
impl WebApp {
    #[on(storage_attached = "data")]
    fn handle(&mut self, _cx: &Context, _event: StorageAttached) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
