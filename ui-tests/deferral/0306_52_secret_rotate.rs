use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(secret_rotate)]
    fn handle(&mut self, _cx: &Context, event: SecretRotate) -> ops::Result {
        event.defer();
        Ok(())
    }
}

ops::main!(WebApp);
