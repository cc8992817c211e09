use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    port: u16,
    #[config(name = "port")]
    again: u16,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        let _: u16 = self.config.port + self.config.again;
        Ok(())
    }
}

ops::main!(WebApp);
