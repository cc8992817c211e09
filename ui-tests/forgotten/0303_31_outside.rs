use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        self.prepare();
        start();
        Ok(())
    }
}

impl WebApp {
    #[on(stop)]
    fn prepare(&mut self) {}
}

#[on(start)]
fn start() {}

ops::main!(WebApp);
