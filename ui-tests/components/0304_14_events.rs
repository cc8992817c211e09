use ops::prelude::*;

#[event]
struct Created;

#[component(interface = "postgresql_client", role = "requires", events(created))]
struct Database {}

#[component]
impl Database {
    #[on(event = Created)]
    fn created(&mut self, _cx: &Context) {}
}

#[charm]
struct WebApp {
    #[component(endpoint = "db")]
    database: Database,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(start)]
    fn start(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
