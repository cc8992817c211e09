//! A charm that fails, panics and defers by its options, and remembers in which order it was asked to handle what.
#![allow(clippy::panic, reason = "it is told to")]

use ops::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};

#[config]
struct Config {
    fail: String,
    panic: String,
    defer: String,
    ballast: u32,
    #[allow(dead_code, reason = "it is there to be read, and refused")]
    limit: u8,
}

#[stored_state]
struct State {
    /// The hooks of the events that were handled to their end, in order.
    seen: Vec<String>,
    ballast: String,
}

#[charm]
struct FaultyCharm {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

#[action("add")]
struct Add {
    left: i64,
    right: i64,
}

#[derive(Serialize)]
struct Sum {
    sum_of_both: i64,
}

#[action("break")]
struct Break {
    how: String,
}

#[action("tell")]
struct Tell {
    results: Map<String, Value>,
}

#[charm(allow(unhandled_action = "idle"))]
impl FaultyCharm {
    #[on(install, start, config_changed, upgrade_charm)]
    fn lifecycle(&mut self, cx: &Context, event: LifecycleEvent) -> ops::Result {
        if self.handle(cx, event.hook())? {
            event.defer();
        }
        Ok(())
    }

    #[on(stop)]
    fn stop(&mut self, cx: &Context) -> ops::Result {
        self.handle(cx, "stop")?;
        Ok(())
    }

    #[on(
        relation_created = "db",
        relation_joined = "db",
        relation_changed = "db",
        relation_departed = "db",
        relation_broken = "db",
        relation_changed = "cluster"
    )]
    fn relation(&mut self, cx: &Context, event: RelationEvent) -> ops::Result {
        let relation = event.relation();
        let handled = self.state.seen.len().to_string();
        if !relation.is_broken() {
            relation.local_unit().set("handled", &handled)?;
            if let Some(leader) = cx.leader()? {
                relation.local_app(&leader).set("handled", &handled)?;
            }
        }
        if self.handle(cx, event.hook())? {
            event.defer();
        }
        Ok(())
    }

    #[on(pebble_ready = "web")]
    fn web_ready(&mut self, cx: &Context, event: PebbleReady) -> ops::Result {
        if self.handle(cx, event.hook())? {
            event.defer();
        }
        Ok(())
    }

    #[on(storage_attached = "data")]
    fn data_attached(&mut self, cx: &Context, event: StorageAttached) -> ops::Result {
        if self.handle(cx, event.hook())? {
            event.defer();
        }
        Ok(())
    }

    #[on(secret_changed)]
    fn secret_changed(&mut self, cx: &Context, event: SecretChanged) -> ops::Result {
        if self.handle(cx, event.hook())? {
            event.defer();
        }
        Ok(())
    }

    #[on(action = "add")]
    fn add(&mut self, _cx: &Context, params: Add) -> ActionResult<Sum> {
        self.state.seen.push("add".into());
        Ok(Sum { sum_of_both: params.left + params.right })
    }

    #[on(action = "break")]
    fn break_down(&mut self, _cx: &Context, params: Break) -> ActionResult {
        self.state.seen.push("break".into());
        if params.how == "panic" {
            panic!("the action was told to panic");
        }
        if params.how == "thread" {
            let _ = std::thread::spawn(|| panic!("the thread was told to panic")).join();
            return Ok(());
        }
        Err(Told::to_fail("break").into())
    }

    #[on(action = "tell")]
    fn tell(&mut self, _cx: &Context, params: Tell) -> ActionResult<Map<String, Value>> {
        self.state.seen.push("tell".into());
        Ok(params.results)
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Vec<Status> {
        vec![Status::active(), Status::waiting("for more to go wrong"), Status::waiting("in vain")]
    }

    #[on(collect_app_status)]
    fn app_status(&self, _cx: &Context) -> Status {
        Status::Active("as a whole".into())
    }
}

impl FaultyCharm {
    /// Does what the options say of an event; whether it is to be deferred.
    fn handle(&mut self, cx: &Context, hook: &str) -> ops::Result<bool> {
        let is_told = |hooks: &str| hooks.split(',').any(|told| told == hook);
        cx.unit().set_status(Status::maintenance(format!("handling {hook}")))?;
        self.state.seen.push(hook.into());
        self.state.ballast = "x".repeat(usize::try_from(self.config.ballast)?);
        if is_told(&self.config.panic) {
            panic!("{hook} was told to panic");
        }
        if is_told(&self.config.fail) {
            return Err(Told::to_fail(hook).into());
        }
        Ok(is_told(&self.config.defer))
    }
}

/// An error with a cause.
#[derive(Debug)]
struct Told {
    hook: String,
    cause: std::io::Error,
}

impl Told {
    fn to_fail(hook: &str) -> Self {
        Self { hook: hook.into(), cause: std::io::Error::other("the disk is on fire") }
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} was told to fail", self.hook)
    }
}

impl std::error::Error for Told {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

ops::main!(FaultyCharm);
