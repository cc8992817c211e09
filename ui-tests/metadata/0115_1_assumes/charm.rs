use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, cx: &Context) -> ops::Result {
        cx.unit();
        Ok(())
    }
}

ops::main!(WebApp);
