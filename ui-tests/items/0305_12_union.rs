use ops::prelude::*;

#[charm]
union Either {
    number: u32,
    bytes: [u8; 4],
}

const EITHER: Either = Either { number: 1 };

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
