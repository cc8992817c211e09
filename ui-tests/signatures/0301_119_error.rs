use ops::prelude::*;

struct Failed;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> Result<(), Failed> {
        cx.unit();
        Err(Failed)
    }
}

ops::main!(WebApp);
