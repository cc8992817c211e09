use ops::prelude::*;

#[databag(schema = "names/requirer.json")]
struct Request {
    database: String,
    #[databag(name = "extra_user_roles")]
    roles: Option<String>,
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
