use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "db")]
    fn first(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(relation_changed = "db")]
    fn second(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(relation_changed = "db")]
    fn third(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
