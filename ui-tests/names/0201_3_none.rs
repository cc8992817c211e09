use ops::prelude::*;

#[charm(metadata = "names/bare")]
struct WebApp;

#[charm(metadata = "names/bare")]
impl WebApp {
    #[on(relation_changed = "data")]
    fn handle(&mut self, _cx: &Context, _event: RelationChanged) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
