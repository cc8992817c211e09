use ops::prelude::*;

#[stored_state(version = 2, migrate = State::migrate)]
struct State {
    count: u32,
}

impl State {
    fn migrate(&mut self, old: &OldState) -> ops::Result {
        self.count = old.version();
        Ok(())
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
