use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _event: &Install) {}
}

ops::main!(WebApp);
