use ops::prelude::*;

#[config(allow(unused_option))]
struct Config {
    port: u16,
}

#[stored_state]
struct State {
    count: u32,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
    #[config]
    again: Config,
    #[stored_state]
    state: State,
    #[stored_state]
    more: State,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
