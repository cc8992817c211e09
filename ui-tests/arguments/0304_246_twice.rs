use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    port: u16,
}

#[charm]
struct WebApp {
    #[config(on_error = "block")]
    #[config(on_error = "fail")]
    config: Config,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        let _ = &self.config;
        Ok(())
    }
}

ops::main!(WebApp);
