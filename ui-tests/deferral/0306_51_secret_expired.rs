use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(secret_expired)]
    fn handle(&mut self, _cx: &Context, event: SecretExpired) -> ops::Result {
        event.defer();
        Ok(())
    }
}

ops::main!(WebApp);
