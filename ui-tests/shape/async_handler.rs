use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    async fn install(&mut self, _cx: &Context) {}

    #[on(start)]
    fn start<T>(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
