use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    port: Option<u16>,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(config_changed)]
    fn handle(&self, _cx: &Context) {
        let _ = &self.config.port;
    }
}

ops::main!(WebApp);
