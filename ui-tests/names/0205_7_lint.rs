use ops::prelude::*;

#[config(allow(unused_option = "log-levl"))]
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
    fn handle(&self, _cx: &Context) {
        let _: &u16 = &self.config.port;
    }
}

ops::main!(WebApp);
