use ops::prelude::*;

#[config]
struct Config {
    port: String,
    #[config(name = "log-level")]
    level: Vec<u8>,
    admin_password: Option<u16>,
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
        Ok(())
    }
}

ops::main!(WebApp);
