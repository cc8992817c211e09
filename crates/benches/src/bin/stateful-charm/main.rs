//! What a charm does with its state: each time one number changes in it, whatever else it holds. And it defers.

use ops::prelude::*;

#[config]
struct Config {
    ballast: u32,
}

#[stored_state]
struct State {
    handled: u32,
    ballast: String,
}

#[charm]
struct StatefulCharm {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

#[charm]
impl StatefulCharm {
    #[on(config_changed)]
    fn configure(&mut self, _cx: &Context) -> ops::Result {
        self.state.handled += 1;
        let ballast = usize::try_from(self.config.ballast)?;
        if self.state.ballast.len() != ballast {
            self.state.ballast = "x".repeat(ballast);
        }
        Ok(())
    }

    #[on(relation_changed = "queue")]
    fn later(&mut self, _cx: &Context, event: RelationChanged) {
        event.defer();
    }
}

ops::main!(StatefulCharm);
