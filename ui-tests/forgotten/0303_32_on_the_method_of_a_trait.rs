use ops::prelude::*;

trait Installs {
    #[on(install)]
    fn install(&mut self, cx: &Context);
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(start)]
    fn start(&mut self, cx: &Context) -> ops::Result {
        self.install(cx);
        Ok(())
    }
}

impl Installs for WebApp {
    fn install(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
