use ops::prelude::*;

#[config]
struct Config {
    port: u16,
}

#[charm]
struct WebApp {
    #[config(on_error = "handle")]
    config: Result<Config, ops::config::ConfigError>,
}

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        match &self.config {
            Ok(config) => assert!(config.port > 0),
            Err(error) => return Err(error.to_string().into()),
        }
        Ok(())
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
