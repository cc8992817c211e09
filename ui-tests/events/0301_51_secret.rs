use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(secret_changed)]
    fn secret_changed(&mut self, _cx: &Context, _event: StorageAttached) {}

    #[on(secret_expired)]
    fn secret_expired(&mut self, _cx: &Context, _event: StorageAttached) {}

    #[on(secret_remove)]
    fn secret_remove(&mut self, _cx: &Context, _event: StorageAttached) {}

    #[on(secret_rotate)]
    fn secret_rotate(&mut self, _cx: &Context, _event: StorageAttached) {}
}

ops::main!(WebApp);
