use ops::prelude::*;

#[databag(schema = "schemas/silent.json")]
struct Data {
    state: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        let data: Data = event.relation().remote_app()?.read()?;
        let _ = &data.state;
        Ok(())
    }
}

ops::main!(WebApp);
