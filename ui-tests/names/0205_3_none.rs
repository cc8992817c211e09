use ops::prelude::*;

#[config(metadata = "names/bare")]
struct Config {
    port: u16,
}

#[charm(metadata = "names/bare")]
struct WebApp {
    #[config]
    config: Config,
}

#[charm(metadata = "names/bare")]
impl WebApp {
    #[on(config_changed)]
    fn handle(&self, _cx: &Context) {
        let _: &u16 = &self.config.port;
    }
}

ops::main!(WebApp);
