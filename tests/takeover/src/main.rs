//! A charm that was written in Python: what it stored there is where it goes on.

use std::collections::BTreeMap;

use ops::migrate::PythonState;
use ops::prelude::*;

#[config]
struct Config {
    is_ready: bool,
}

#[stored_state(from_python = State::from_python)]
struct State {
    handled: u32,
    endpoints: Vec<String>,
    ports: BTreeMap<u16, String>,
    token: Vec<u8>,
    schema: Option<u32>,
    is_set_up: bool,
    load: f64,
}

impl State {
    fn from_python(python: &PythonState) -> ops::Result<Self> {
        let stored = python.stored_state("Takeover", "_stored")?;
        let database = python.stored_state("Takeover/Database[db]", "_stored")?;
        Ok(Self {
            handled: stored.get("handled")?.unwrap_or_default(),
            endpoints: database.get("endpoints")?.unwrap_or_default(),
            ports: stored.get("ports")?.unwrap_or_default(),
            token: stored.get("token")?.unwrap_or_default(),
            schema: stored.get("schema")?,
            is_set_up: stored.get("is_set_up")?.unwrap_or_default(),
            load: stored.get("load")?.unwrap_or_default(),
        })
    }
}

#[charm]
struct Takeover {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

#[charm]
impl Takeover {
    #[on(upgrade_charm, config_changed)]
    fn configure(&mut self, _cx: &Context) -> ops::Result {
        if !self.config.is_ready {
            return Err("not ready".into());
        }
        self.state.handled += 1;
        Ok(())
    }
}

ops::main!(Takeover);
