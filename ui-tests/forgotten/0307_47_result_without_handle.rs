use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    port: u16,
}

#[charm]
struct WebApp {
    #[config]
    config: Result<Config, ConfigError>,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        let _ = self.config.is_ok();
        Ok(())
    }
}

ops::main!(WebApp);
