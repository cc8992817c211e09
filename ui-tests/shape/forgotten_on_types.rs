use ops::prelude::*;

struct Config {
    port: u16,
}

struct State {
    count: u32,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        self.state.count += u32::from(self.config.port);
        cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }
}

ops::main!(WebApp);
