use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    #[cfg(not(any()))]
    admin_password: SecretId,
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
        let _ = &self.config.admin_password;
    }
}

ops::main!(WebApp);
