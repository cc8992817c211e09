use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(storage_attached = "data")]
    fn storage_attached(&mut self, _cx: &Context, _event: RelationChanged) {}

    #[on(storage_detaching = "data")]
    fn storage_detaching(&mut self, _cx: &Context, _event: RelationChanged) {}
}

ops::main!(WebApp);
