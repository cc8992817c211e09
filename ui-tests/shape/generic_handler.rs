use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    fn install<'a, const N: usize>(&'a mut self, _cx: &'a Context) {}

    #[on(start)]
    fn start(&mut self, _cx: &Context, _event: impl FromEvent<Start>) {}
}

ops::main!(WebApp);
