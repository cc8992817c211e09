use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    #[config(name = "log_level")]
    level: String,
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
        let _: &String = &self.config.level;
    }
}

ops::main!(WebApp);
