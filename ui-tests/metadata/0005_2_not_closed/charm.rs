use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
