use ops::prelude::*;

struct Title;
struct Unreadable;

impl std::str::FromStr for Title {
    type Err = Unreadable;

    fn from_str(_: &str) -> Result<Self, Unreadable> {
        Err(Unreadable)
    }
}

#[config(allow(unused_option))]
struct Config {
    title: Title,
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
