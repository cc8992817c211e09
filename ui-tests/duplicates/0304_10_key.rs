use ops::prelude::*;

#[databag]
struct Request {
    database: String,
    #[databag(name = "database")]
    again: String,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_joined = "db")]
    fn handle(&mut self, _cx: &Context, event: RelationJoined) -> ops::Result {
        let request = Request { database: "app".to_owned(), again: "app".to_owned() };
        event.relation().local_unit().write(&request)?;
        Ok(())
    }
}

ops::main!(WebApp);
