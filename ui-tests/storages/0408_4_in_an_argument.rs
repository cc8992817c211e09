use ops::prelude::*;

fn only<M: ops::AtMostOne>(cx: &Context, storage: Storage<M>) -> ops::Result<Option<StorageInstance>> {
    Ok(cx.storage(storage)?)
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(start)]
    fn start(&self, cx: &Context) -> ops::Result {
        let _ = only(cx, Self::STORAGES.data)?;
        let _ = only(cx, Self::STORAGES.disks)?;
        Ok(())
    }
}

ops::main!(WebApp);
