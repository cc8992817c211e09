use ops::prelude::*;

#[databag(schema = "schemas/provider.json", of = "unit")]
struct Data {
    state: String,
    zone: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        let data: Data = event.relation().local_unit().read()?;
        let _ = &data.zone;
        Ok(())
    }
}

ops::main!(WebApp);
