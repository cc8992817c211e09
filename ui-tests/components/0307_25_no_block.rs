use ops::prelude::*;

#[component(interface = "postgresql_client", role = "requires")]
struct Database {}

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
