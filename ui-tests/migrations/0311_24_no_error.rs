use ops::prelude::*;

#[stored_state(version = 2, migrate = migrate)]
struct State {
    count: u32,
}

fn migrate(old: &OldState) -> Result<State, u32> {
    Err(old.version())
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
