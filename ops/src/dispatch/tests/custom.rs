//! Events of the charm's own: after the handler that emits them, in order, before the next event; then what reconciles.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::*;
use crate::charm::{BuildError, CharmStruct, Handler, OnBadConfig, Outcome, Parts};
use crate::event::{CustomEvent, Emitted, Install};
use crate::state::StateLocation;

#[derive(Serialize, Deserialize)]
struct Step {
    number: u32,
}

impl CustomEvent for Step {
    const NAME: &'static str = "Step";
}

/// Another event of the same name.
mod other {
    use super::*;

    #[derive(Serialize, Deserialize)]
    pub(super) struct Step {
        pub(super) number: u32,
    }

    impl CustomEvent for Step {
        const NAME: &'static str = "Step";
    }
}

#[derive(Serialize, Deserialize)]
struct Nobody;

impl CustomEvent for Nobody {
    const NAME: &'static str = "Nobody";
}

thread_local! {
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static DEFERS: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

fn seen(what: impl Into<String>) {
    SEEN.with_borrow_mut(|seen| seen.push(what.into()));
}

/// Emits steps 1 and 2 when it is installed; step 1 emits step 3, and step 9 itself.
struct Chain;

impl CharmStruct for Chain {
    const NAME: &'static str = "chain";
    const EVENTS: &'static [&'static str] = &["install", "start"];
    const STATE: StateLocation = StateLocation::Juju;
    const HAS_STORED_STATE: bool = false;
    const ON_BAD_CONFIG: OnBadConfig = OnBadConfig::Block;

    fn build(_: &Parts<'_>) -> Result<Self, BuildError> {
        Ok(Self)
    }
}

impl Charm for Chain {
    const HANDLERS: &'static [Handler<Self>] = &[
        Handler::new("install", |_, call| {
            call.event::<Install, Install, _>(|cx, _| -> crate::Result {
                cx.emit(&Step { number: 1 })?;
                cx.emit(&Nobody)?;
                cx.emit(&Step { number: 2 })?;
                seen("install");
                Ok(())
            })
        }),
        Handler::new("start", |_, call| call.plain(|cx| cx.emit(&Step { number: 9 }))),
        Handler::new("stop", |_, call| call.plain(|cx| cx.emit(&other::Step { number: 1 }))),
        Handler::custom(Step::NAME, |_, call| {
            call.take_custom::<Step, Emitted<Step>>(|cx, step| {
                seen(format!("step {}", step.number));
                if DEFERS.with_borrow(|defers| defers.contains(&step.number)) {
                    step.defer();
                }
                match step.number {
                    1 => call.done(cx.emit(&Step { number: 3 })),
                    9 => call.done(cx.emit(&*step)),
                    _ => call.done(()),
                }
            })
        })
        .may_defer(),
        Handler::new("collect-unit-status", |_, call| {
            call.unit_status(|cx| -> Result<_, crate::Error> {
                seen("status");
                cx.emit(&Step { number: 4 })?;
                Ok(crate::Status::active())
            })
        }),
    ];
}

fn run(juju: &Arc<Recording>, path: &str) -> (u8, Vec<String>) {
    let (code, _) = event::<Chain>(juju, path, &[]);
    (code, SEEN.take())
}

#[test]
fn emitted_events_run_in_order_before_the_statuses() {
    let juju = juju();
    let (code, seen) = run(&juju, "hooks/install");
    assert_eq!(code, 0);
    assert_eq!(seen, ["install", "step 1", "step 2", "step 3", "status", "step 4"]);
}

#[test]
fn a_deferred_one_comes_again_with_what_it_holds() {
    let juju = juju();
    DEFERS.set(vec![2]);
    run(&juju, "hooks/install");
    assert_eq!(stored(&juju).1, ["event:Step"]);
    DEFERS.set(Vec::new());
    // Nobody handles this hook, and the queue runs all the same.
    assert_eq!(run(&juju, "hooks/update-status").1, ["step 2", "status", "step 4"]);
    assert_eq!(stored(&juju).1, [""; 0]);
}

#[test]
fn one_that_is_in_the_queue_already_is_not_run_twice() {
    let juju = juju();
    DEFERS.set(vec![2]);
    run(&juju, "hooks/install");
    assert_eq!(run(&juju, "hooks/install").1[..4], ["step 2", "install", "step 1", "step 3"]);
    assert_eq!(stored(&juju).1, ["event:Step"]);
}

#[test]
fn another_type_of_the_same_name_is_not_taken_for_it() {
    let (code, lines) = event::<Chain>(&juju(), "hooks/stop", &[]);
    assert_eq!((code, SEEN.take()), (1, Vec::new()));
    assert!(lines.iter().any(|line| line.contains("give one of the two another")), "{lines:#?}");
}

#[test]
fn one_that_does_not_read_any_more_fails_and_stays() {
    let juju = juju();
    DEFERS.set(vec![2]);
    run(&juju, "hooks/install");
    let mut held = held(&juju);
    let text = held.get_mut("ops.v1.deferred.0").unwrap();
    *text = text.replace("number", "nombre");
    juju.answer("state-get", &serde_json::to_string(&held).unwrap());
    let (code, lines) = event::<Chain>(&juju, "hooks/install", &[]);
    assert_eq!(code, 1);
    let said = "event:Step (deferred): the event `Step`: what was queued does not read";
    assert!(lines.iter().any(|line| line.contains(said)), "{lines:#?}");
    SEEN.take();
}

#[test]
fn events_without_an_end_are_an_error() {
    let juju = juju();
    let (code, lines) = event::<Chain>(&juju, "hooks/start", &[]);
    assert_eq!(code, 1);
    assert!(lines.iter().any(|line| line.contains("again and again")), "{lines:#?}");
    SEEN.take();
}

/// Reconciles after every hook.
struct Reconciler;

impl CharmStruct for Reconciler {
    const NAME: &'static str = "reconciler";
    const EVENTS: &'static [&'static str] = &["install", "start", "action:backup"];
    const STATE: StateLocation = StateLocation::Juju;
    const HAS_STORED_STATE: bool = false;
    const ON_BAD_CONFIG: OnBadConfig = OnBadConfig::Block;

    fn build(_: &Parts<'_>) -> Result<Self, BuildError> {
        Ok(Self)
    }
}

impl Charm for Reconciler {
    const HANDLERS: &'static [Handler<Self>] = &[
        Handler::new("install", |_, call| {
            call.plain(|cx| {
                seen("install");
                cx.emit(&Step { number: 1 })
            })
        }),
        Handler::custom(Step::NAME, |_, call| call.plain(|_| seen("step"))),
        // It defers, in vain.
        Handler::new("reconcile", |_, call| match call.plain(|_| seen("reconcile")) {
            Outcome::Done => Outcome::Deferred,
            outcome => outcome,
        }),
        Handler::new("collect-unit-status", |_, call| {
            call.unit_status(|_| {
                seen("status");
                crate::Status::active()
            })
        }),
    ];
}

#[test]
fn a_charm_reconciles_after_every_hook_and_no_action() {
    let juju = juju();
    for (path, expected) in [
        ("hooks/install", vec!["install", "step", "reconcile", "status"]),
        ("hooks/start", vec!["reconcile", "status"]),
        ("hooks/of-another-version", vec!["reconcile", "status"]),
        ("hooks/reconcile", vec!["reconcile", "status"]),
        ("actions/backup", vec!["status"]),
    ] {
        let (code, lines) = event::<Reconciler>(&juju, path, &[]);
        let is_told = lines.iter().any(|line| line.contains("runs at the next event anyway"));
        assert_eq!(is_told, expected.contains(&"reconcile"), "{path}: {lines:#?}");
        assert_eq!((code, SEEN.take()), (0, expected.into_iter().map(str::to_owned).collect()), "{path}");
    }
}
