use ops::prelude::*;

#[stored_state]
struct State {
    count: u32,
}

#[charm]
struct WebApp {
    #[stored_state]
    state: State,
    #[stored_state]
    more: State,
}

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
        self.state.count += self.more.count;
        Ok(())
    }
}

ops::main!(WebApp);
