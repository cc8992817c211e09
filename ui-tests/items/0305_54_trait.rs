use ops::prelude::*;

#[action("get-password")]
trait Part {
    fn part(&self) -> u8;
}

impl Part for u8 {
    fn part(&self) -> u8 {
        *self
    }
}

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
