use ops::prelude::*;

#[databag(schema = "names/requirer.json")]
struct Request {
    databse: String,
    extra_user_roles: Option<String>,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, cx: &Context, event: RelationJoined) -> ops::Result {
        let request: Request = event.relation().local_unit().read()?;
        let _: String = request.databse;
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
