use ops::prelude::*;

#[databag(schema = "names/requirer.json", read_only)]
struct Request {
    #[databag(name = "colour")]
    paint: Option<String>,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, cx: &Context, event: RelationJoined) -> ops::Result {
        let request: Request = event.relation().local_unit().read()?;
        let _: Option<String> = request.paint;
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
