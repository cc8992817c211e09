use ops::prelude::*;

#[config(metadata = "metadata/nowhere")]
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
    #[on(config_changed)]
    fn handle(&self, _cx: &Context) {
        let _ = self.config.port;
    }
}

ops::main!(WebApp);
