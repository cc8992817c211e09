#![deny(deprecated)]

use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(secret_changed)]
    fn handle(&mut self, _cx: &Context, _event: SecretChanged) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
