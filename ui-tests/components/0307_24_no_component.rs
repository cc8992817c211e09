use ops::prelude::*;

struct Plain;

#[charm]
struct WebApp {
    #[component(endpoint = "db")]
    database: Plain,
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
