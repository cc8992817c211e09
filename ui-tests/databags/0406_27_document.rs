use ops::prelude::*;

#[databag(schema = "databags/provider.json", of = "app", read_only)]
struct Data {
    port: ops::databag::Json<u16>,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        let data: Data = event.relation().remote_app()?.read()?;
        let _ = &data.port;
        Ok(())
    }
}

ops::main!(WebApp);
