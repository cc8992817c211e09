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
    config: Config,
    state: State,
    this_event_only: Vec<String>,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        self.this_event_only.push(self.config.port.to_string());
        self.state.count += 1;
        Ok(())
    }
}

ops::main!(WebApp);
