use ops::prelude::*;

struct Request {
    database: &'static str,
}

#[component(interface = "postgresql_client", role = "requires")]
struct Database {
    #[settings]
    request: Request,
}

#[component]
impl Database {
    #[on(install)]
    fn install(&mut self, _cx: &Context) {
        info!("{}", self.request.database);
    }
}

#[charm]
struct WebApp {
    #[component(endpoint = "db", settings = |cx| cx.app().name().len())]
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
