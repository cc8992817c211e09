use ops::prelude::*;

#[databag(schema = "arguments/requirer.json", read_only)]
struct Request {
    #[serde(rename = "extra-user-roles")]
    roles: Option<String>,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, _cx: &Context, event: RelationJoined) -> ops::Result {
        let request: Request = event.relation().remote_app()?.read()?;
        let _ = request.roles;
        Ok(())
    }
}

ops::main!(WebApp);
