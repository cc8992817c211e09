use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(secret_changed)]
    fn secret_changed(&mut self, _cx: &Context, event: SecretExpired) -> ops::Result {
        event.hook();
        Ok(())
    }
}

ops::main!(WebApp);
