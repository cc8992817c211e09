use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed)]
    fn changed(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(pebble_ready)]
    fn ready(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
