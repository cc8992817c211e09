use ops::prelude::*;

macro_rules! config {
    ($($option:ident: $type:ty,)*) => {
        #[config(allow(unused_option))]
        struct Config {
            $($option: $type,)*
        }
    };
}

config! {
    title: String,
    port: bool,
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
        let _ = (&self.config.title, self.config.port);
    }
}

ops::main!(WebApp);
