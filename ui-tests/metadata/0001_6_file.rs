use ops::prelude::*;

#[charm(metadata = "metadata/0005_2_not_closed/charmcraft.yaml")]
struct WebApp;

#[charm(metadata = "metadata/0005_2_not_closed/charmcraft.yaml")]
impl WebApp {
    #[on(relation_changed = "db")]
    fn handle(&mut self, cx: &Context, _event: RelationChanged) -> ops::Result {
        cx.unit();
        Ok(())
    }
}

ops::main!(WebApp);
