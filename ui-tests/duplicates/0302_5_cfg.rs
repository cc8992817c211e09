use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[cfg(not(any()))]
    #[on(start)]
    fn on_linux(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(start)]
    fn on_all(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
