use ops::prelude::*;

#[config]
struct Parts<T> {
    port: T,
}

const PARTS: Parts<u16> = Parts { port: 1 };

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
