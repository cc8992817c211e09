use ops::prelude::*;

type Port = u8;
struct NotRead;

#[config(allow(unused_option))]
struct Config {
    port: Port,
    #[config(name = "log-level")]
    level: Option<String>,
}

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    username: Option<String>,
    rotate: u16,
    valid_for: Option<NotRead>,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _ = (params.username, params.rotate, params.valid_for);
        let _ = (&self.config.port, &self.config.level);
        Ok(())
    }
}

ops::main!(WebApp);
