//! A charm whose state is in a file beside it; a value of its options that does not read fails the hook.

use ops::prelude::*;

#[config]
struct Config {
    ballast: u32,
    is_ready: bool,
}

#[stored_state]
struct State {
    handled: u32,
    ballast: String,
}

#[charm(state = "local")]
struct LocalCharm {
    #[config(on_error = "fail")]
    config: Config,
    #[stored_state]
    state: State,
}

#[charm]
impl LocalCharm {
    #[on(config_changed)]
    fn configure(&mut self, _cx: &Context, event: ConfigChanged) -> ops::Result {
        self.state.handled += 1;
        self.state.ballast = "x".repeat(usize::try_from(self.config.ballast)?);
        if !self.config.is_ready {
            event.defer();
        }
        Ok(())
    }
}

ops::main!(LocalCharm);
