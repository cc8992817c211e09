use ops::prelude::*;

#[charm]
struct WebApp {
    #[config]
    config: u16,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        let _: u16 = self.config;
        Ok(())
    }
}

ops::main!(WebApp);
