use ops::prelude::*;

type Offset = u16;

#[config(allow(unused_option))]
struct Config {
    offset: Offset,
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
        let _ = &self.config.offset;
    }
}

ops::main!(WebApp);
