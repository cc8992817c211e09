use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(secret_changed)]
    fn secret_changed(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(secret_rotate)]
    fn secret_rotate(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(secret_remove)]
    fn secret_remove(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(secret_expired)]
    fn secret_expired(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
