use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    #[cfg(not(any()))]
    prot: u16,
    #[cfg(any())]
    colour: String,
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
