use ops::prelude::*;

#[charm]
struct WebApp(u8);

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        self.0 += 1;
        Ok(())
    }
}

ops::main!(WebApp);
