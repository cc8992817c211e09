use ops::prelude::*;

type Bytes = Vec<u8>;

#[config(allow(unused_option))]
struct Config {
    title: Bytes,
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
        let _ = &self.config.title;
    }
}

ops::main!(WebApp);
