use ops::prelude::*;

macro_rules! config {
    ($option:literal, $field:ident) => {
        #[config(allow(unused_option))]
        struct Config {
            #[config(name = $option)]
            $field: u16,
        }
    };
}

config!("prot", port);

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(config_changed)]
    fn handle(&self, _cx: &Context) {
        let _: u16 = self.config.port;
    }
}

ops::main!(WebApp);
