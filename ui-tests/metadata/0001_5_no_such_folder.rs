use ops::prelude::*;

#[charm(metadata = "metadata/nowhere")]
struct WebApp;

#[charm(metadata = "metadata/nowhere")]
impl WebApp {
    #[on(relation_changed = "db")]
    fn handle(&mut self, cx: &Context, _event: RelationChanged) -> ops::Result {
        cx.unit();
        Ok(())
    }
}

ops::main!(WebApp);
