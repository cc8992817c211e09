use ops::prelude::*;

#[stored_state]
struct Parts<'a> {
    name: &'a str,
}

const PARTS: Parts<'static> = Parts { name: "web" };

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
