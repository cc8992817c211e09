use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    verbose: Option<bool>,
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
        let _ = &self.config.verbose;
    }
}

ops::main!(WebApp);
