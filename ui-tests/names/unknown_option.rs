use ops::prelude::*;

#[config]
struct Config {
    prot: u16,
    #[config(name = "log_level")]
    level: String,
    username: String,
    colour: String,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        let _: u16 = self.config.prot;
        Ok(())
    }
}

ops::main!(WebApp);
