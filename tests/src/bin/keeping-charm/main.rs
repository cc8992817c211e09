//! A charm that keeps a number, and the events that it defers.

use ops::prelude::*;

#[stored_state]
struct State {
    started: u32,
}

#[charm]
struct KeepingCharm {
    #[stored_state]
    state: State,
}

#[charm]
impl KeepingCharm {
    #[on(start)]
    fn start(&mut self, _cx: &Context) {
        self.state.started += 1;
    }

    #[on(config_changed)]
    fn configure(&mut self, _cx: &Context, event: ConfigChanged) {
        event.defer();
    }

    #[on(secret_remove)]
    fn unused(&mut self, _cx: &Context, event: SecretRemove) -> ops::Result {
        event.remove_revision()?;
        Ok(())
    }
}

ops::main!(KeepingCharm);
