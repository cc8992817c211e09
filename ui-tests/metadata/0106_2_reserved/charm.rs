use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "juju-db")]
    fn handle(&mut self, cx: &Context, _event: RelationChanged) -> ops::Result {
        cx.relations(Self::ENDPOINTS.juju_db)?;
        Ok(())
    }
}

ops::main!(WebApp);
