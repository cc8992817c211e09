use ops::prelude::*;

#[databag(read_only)]
struct Request {
    database: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, _cx: &Context, event: RelationJoined) -> ops::Result {
        let request: Request = event.relation().remote_app()?.read()?;
        event.relation().local_unit().write(&request)?;
        Ok(())
    }
}

ops::main!(WebApp);
