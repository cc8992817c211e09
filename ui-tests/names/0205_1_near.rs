use ops::prelude::*;

#[config]
struct Config {
    prot: u16,
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
        let _: &u16 = &self.config.prot;
    }
}

ops::main!(WebApp);
