use ops::prelude::*;

#[config]
struct Config {
    verbose: bool,
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
        let _ = &self.config.verbose;
    }
}

ops::main!(WebApp);
