use ops::prelude::*;

#[databag(schema = "names/requirer.json")]
struct Request {
    database: String,
    #[cfg(not(any()))]
    extra_user_rolls: Option<String>,
    #[cfg(any())]
    colour: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, cx: &Context, event: RelationJoined) -> ops::Result {
        let request: Request = event.relation().local_unit().read()?;
        let _: String = request.database;
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
