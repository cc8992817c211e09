use ops::prelude::*;

#[config]
struct Config {
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
        let _: &String = &self.config.colour;
    }
}

ops::main!(WebApp);
