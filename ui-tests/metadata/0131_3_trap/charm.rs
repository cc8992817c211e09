#![deny(deprecated)]

use ops::prelude::*;

#[config]
struct Config {
    mode: u16,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm]
impl WebApp {
    #[on(config_changed)]
    fn handle(&self, _cx: &Context) {
        let _ = &self.config.mode;
    }
}

ops::main!(WebApp);
