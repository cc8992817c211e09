use ops::prelude::*;

struct Parts;

#[stored_state]
impl Parts {
    const PART: u8 = 1;
}

const PART: u8 = Parts::PART;

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
