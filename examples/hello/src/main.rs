//! The smallest complete charm: it greets in its status.
//!
//! Juju starts this program once for each event. The macros read `charmcraft.yaml` while it compiles: an option, an
//! action or an endpoint that is not declared there does not compile here.

use ops::prelude::*;

/// The charm's options. A field has the type that its option can hold.
#[config]
struct Config {
    /// Has a default in the metadata, so it always has a value.
    greeting: String,
    /// Has none, so it may be missing.
    recipient: Option<String>,
    /// An `int` for Juju; 300 or -1 would block the unit, and say why.
    volume: u8,
}

/// What lives for one event.
#[charm]
struct Hello {
    #[config]
    config: Config,
}

#[charm]
impl Hello {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        cx.unit().set_status(Status::maintenance("clearing its throat"))?;
        Ok(())
    }

    #[on(start)]
    fn start(&mut self, cx: &Context) -> ops::Result {
        cx.unit().set_workload_version(env!("CARGO_PKG_VERSION"))?;
        Ok(())
    }

    /// Runs after each event; what it gives becomes the unit's status.
    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Status {
        match &self.config.recipient {
            Some(recipient) => Status::Active(self.config.greet(recipient)),
            None => Status::blocked("set the option `recipient`"),
        }
    }
}

impl Config {
    fn greet(&self, recipient: &str) -> String {
        format!("{}, {recipient}{}", self.greeting, "!".repeat(self.volume.into()))
    }
}

ops::main!(Hello);

#[cfg(test)]
mod tests {
    use ops::Status;
    use ops::testing::{Scenario, Shuffle, on};

    use super::{Config, Hello};

    #[test]
    fn the_options_make_the_greeting() {
        let config = Config { greeting: "Good morning".into(), recipient: None, volume: 2 };
        assert_eq!(config.greet("Ann"), "Good morning, Ann!!");
    }

    /// The test that a new charm in Python gets, in Rust.
    #[test]
    fn start() {
        // Arrange:
        let scenario = Scenario::<Hello>::new();
        let state = scenario.state().with_config(Hello::OPTIONS.recipient, "Ann");
        // Act:
        let run = scenario.run(on::start(), state);
        // Assert:
        assert!(run.state.workload_version.is_some());
        assert_eq!(run.state.unit_status, Status::Active("Hello, Ann!".into()));
    }

    #[test]
    fn a_new_unit_asks_whom_to_greet() {
        let scenario = Scenario::<Hello>::new();
        let run = scenario.run(on::config_changed(), scenario.state());
        assert_eq!(run.state.unit_status, Status::blocked("set the option `recipient`"));
    }

    #[test]
    fn it_greets_in_its_status() {
        let scenario = Scenario::<Hello>::new();
        let state = scenario.state().with_config(Hello::OPTIONS.recipient, "Ann");
        let run = scenario.run(on::config_changed(), state);
        assert_eq!(run.state.unit_status, Status::Active("Hello, Ann!".into()));
    }

    #[test]
    fn a_volume_that_no_field_holds_blocks_the_unit() {
        let scenario = Scenario::<Hello>::new();
        let state = scenario.state().with_config(Hello::OPTIONS.volume, 300);
        let run = scenario.run(on::config_changed(), state);
        assert_eq!(run.state.unit_status.status, "blocked", "{run}");
        assert!(run.state.unit_status.message.contains("`volume`"), "{run}");
    }

    #[test]
    fn whatever_juju_sends_it_greets_or_asks() {
        Shuffle::<Hello>::new()
            .option(Hello::OPTIONS.recipient, ["Ann", "Bob"])
            .option(Hello::OPTIONS.volume, [0, 3, 300])
            .settled(|run| match run.state.config["recipient"].as_str() {
                _ if run.state.config["volume"] == 300 => run.state.unit_status.status == "blocked",
                Some(recipient) => run.state.unit_status.message.starts_with(&format!("Hello, {recipient}")),
                None => run.state.unit_status == Status::blocked("set the option `recipient`"),
            })
            .run();
    }
}
