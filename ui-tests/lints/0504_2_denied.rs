use ops::prelude::*;

#[config(deny(unused_option), allow(unused_option = "log-level"))]
struct Config {
    port: u16,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(config_changed)]
    fn configure(&self, _cx: &Context) {
        let _ = self.config.port;
    }
}

ops::main!(WebApp);
