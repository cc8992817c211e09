use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_chnaged = "db")]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(confg_changed)]
    fn configure(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(frobnicate)]
    fn frobnicate(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
