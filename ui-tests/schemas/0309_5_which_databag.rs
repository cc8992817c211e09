use ops::prelude::*;

#[databag(schema = "schemas/provider.json")]
struct Data {
    endpoints: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        let data: Data = event.relation().remote_app()?.read()?;
        let _ = &data.endpoints;
        Ok(())
    }
}

ops::main!(WebApp);
