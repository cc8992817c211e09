use ops::prelude::*;

#[config]
struct Config {
    #[config(nam = "port")]
    port: u16,
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
        let _ = &self.config;
        Ok(())
    }
}

ops::main!(WebApp);
