use ops::prelude::*;

#[databag]
struct Request {
    #[databag = "database"]
    database: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, _cx: &Context, event: RelationJoined) -> ops::Result {
        event.relation().local_unit().write(&Request { database: "app".to_owned() })?;
        Ok(())
    }
}

ops::main!(WebApp);
