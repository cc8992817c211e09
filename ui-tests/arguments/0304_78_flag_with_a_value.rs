use ops::prelude::*;

#[databag(read_only = "yes")]
struct Request {
    database: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, _cx: &Context, event: RelationJoined) -> ops::Result {
        event.relation().local_unit().read::<Request>()?;
        Ok(())
    }
}

ops::main!(WebApp);
