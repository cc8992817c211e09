use ops::prelude::*;
use serde::Serialize;

#[config]
struct Config {
    max_copies: u64,
}

#[stored_state]
struct State {
    printed: u64,
}

#[action("print-now")]
struct PrintNow {
    copies: u64,
}

#[derive(Serialize)]
struct Printed {
    total_copies: u64,
}

#[charm]
struct Gazette {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

#[charm]
impl Gazette {
    #[on(pebble_ready = "press")]
    fn press_ready(&mut self, _cx: &Context, event: PebbleReady) {
        info!("{} is up", event.container());
    }

    #[on(relation_changed = "replicas")]
    fn replicas_changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        if let Some(leader) = cx.leader()? {
            event.relation().local_app(&leader).set("edition", &self.state.printed.to_string())?;
        }
        Ok(())
    }

    #[on(action = "print-now")]
    fn print_now(&mut self, _cx: &Context, params: PrintNow) -> ActionResult<Printed> {
        if params.copies > self.config.max_copies {
            return Err("too many copies".into());
        }
        self.state.printed += params.copies;
        Ok(Printed { total_copies: self.state.printed })
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Status {
        Status::Active(format!("{} printed", self.state.printed))
    }
}

fn main() {
    let _ = ops::__private::main::<Gazette>;
}
