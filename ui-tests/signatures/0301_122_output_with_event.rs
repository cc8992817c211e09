use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> bool {
        event.relation().endpoint() == Self::ENDPOINTS.db.name()
    }
}

ops::main!(WebApp);
