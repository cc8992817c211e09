use ops::prelude::*;

#[config]
struct Config {
    port: u16,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context) -> ops::Result {
        info!("{}", self.config.port);
        Ok(())
    }

    #[on(pebble_ready = "web")]
    fn ready(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
