use ops::prelude::*;

#[config]
struct Config {
    #[cfg_attr(unix, config(name = "log-level"))]
    level: String,
    #[cfg(not(any()))]
    prot: u16,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
    #[cfg(not(any()))]
    #[config]
    again: Config,
}

#[charm]
impl WebApp {
    #[cfg(not(any()))]
    #[on(install)]
    fn a(&mut self, _cx: &Context) {}

    #[cfg(not(all(any())))]
    #[on(install)]
    fn b(&mut self, _cx: &Context) {}

    #[cfg(any())]
    #[on(install)]
    fn c(&mut self, _cx: &Context) {}

    #[cfg_attr(unix, on(start))]
    fn start(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
