//! Names that a charmcraft extension may add are never errors, and are read all the same.
#![deny(warnings)]

use ops::prelude::*;

#[config]
struct Config {
    app_port: u16,
    #[config(name = "metrics-path")]
    metrics: Option<String>,
}

#[action("rotate-secret-key")]
struct Rotate {
    force: Option<bool>,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm]
impl WebApp {
    #[on(relation_changed = "ingress", pebble_ready = "app")]
    fn changed(&mut self, _cx: &Context) {
        info!("{} {:?}", self.config.app_port, self.config.metrics);
    }

    #[on(action = "rotate-secret-key")]
    fn rotate(&mut self, _cx: &Context, params: Rotate) -> ActionResult {
        info!("{:?}", params.force);
        Ok(())
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
