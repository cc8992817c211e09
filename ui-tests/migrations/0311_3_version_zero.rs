use ops::prelude::*;

#[stored_state(version = 0, migrate = State::migrate)]
struct State {
    count: u32,
}

impl State {
    fn migrate(old: &OldState) -> ops::Result<Self> {
        Ok(Self { count: old.get("counter")?.unwrap_or_default() })
    }
}

#[charm]
struct WebApp {
    #[stored_state]
    state: State,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        self.state.count += 1;
        Ok(())
    }
}

ops::main!(WebApp);
