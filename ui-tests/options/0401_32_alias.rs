use ops::prelude::*;

type Ratio = String;

#[config(allow(unused_option))]
struct Config {
    ratio: Ratio,
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
        let _ = &self.config.ratio;
    }
}

ops::main!(WebApp);
