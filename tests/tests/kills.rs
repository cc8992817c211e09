//! A charm that is killed: at each call to Juju, and at each system call. What it kept is old or new, never half; the next try is
//! whole, with no event lost and none out of its order.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;

use standin::judge::say;
use standin::{CharmDir, Fault, Hook, Juju, Outcome, Run, State, SystemCall, Then, Via};
use support::ledger::{CHARMS, Kept, Left, Unit};

/// Bytes of state: more than one of the pieces in which Juju keeps it, and more than one of those in which a tool reads it.
const LARGE: u32 = 70_000;
const SMALL: u32 = 5_000;

/// What the last dispatch of [`Unit::begun`] enters, after what is there, when it runs once or twice.
const ONCE: [&str; 6] =
    ["4 is entered", "6 is entered", "postgresql/2", "13 is entered", "postgresql/0", "15 is entered"];
const AGAIN: [&str; 2] = ["postgresql/0", "17 is entered"];

/// The three things that there may be.
struct Expected {
    old: Kept,
    new: Kept,
    /// Where the file is ahead of Juju, the hook that runs again finds what it has done.
    twice: Kept,
    /// What killed dispatches have left, from which it was gone on.
    tried: Vec<Left>,
}

impl Expected {
    fn of(unit: &mut Unit) -> Self {
        let old = unit.kept();
        assert_eq!(committed(unit).outcome(), &Outcome::Committed);
        let new = unit.kept();
        assert_eq!(committed(unit).outcome(), &Outcome::Committed);
        let twice = unit.kept();
        unit.restore();
        assert_eq!(new.entries, [&old.entries[..], &ONCE.map(String::from)].concat());
        assert_eq!(twice.entries, [&new.entries[..], &AGAIN.map(String::from)].concat());
        assert_eq!((old.deferred.len(), new.deferred.len(), twice.deferred.len()), (3, 0, 0));
        Self { old, new, twice, tried: Vec::new() }
    }

    /// Looks at what a killed dispatch has left, and tries again, once from where there is nothing else; whether the file was
    /// ahead.
    fn hold(&mut self, unit: &mut Unit, killed: &Run, at: &str) -> bool {
        assert_eq!(killed.outcome(), &Outcome::Killed, "{at}: {killed}");
        let left = unit.kept();
        assert_eq!(left.databags, self.old.databags, "{at}");
        let is_ahead = unit.is_local() && left.stored == self.new.stored;
        assert!(is_ahead || left.stored == self.old.stored, "{at}: {killed}");
        let left = unit.left();
        if !self.tried.contains(&left) {
            self.tried.push(left);
            let again = committed(unit);
            assert_eq!(again.outcome(), &Outcome::Committed, "{at}: {again}");
            let expected = if is_ahead { &self.twice } else { &self.new };
            assert!(unit.kept() == *expected, "{at}: {again}");
        }
        is_ahead
    }
}

fn committed(unit: &mut Unit) -> Run {
    let hook = unit.hook();
    unit.juju.dispatch(hook)
}

#[test]
fn at_each_call_to_juju() {
    for name in CHARMS {
        let mut unit = Unit::begun(name, LARGE);
        let mut expected = Expected::of(&mut unit);
        let calls = committed(&mut unit).calls().len();
        assert!(calls >= 5, "{calls}");
        for nth in 1..=calls {
            for then in [Then::KillBefore, Then::KillAfter] {
                unit.restore();
                unit.juju.set_faults([Fault::any(nth, then.clone())]);
                let killed = committed(&mut unit);
                unit.juju.set_faults([]);
                expected.hold(&mut unit, &killed, &format!("{name}, call {nth}, {then:?}"));
            }
        }
    }
}

#[test]
fn at_each_system_call() {
    for name in CHARMS {
        let mut unit = Unit::begun(name, SMALL);
        let mut expected = Expected::of(&mut unit);
        let hook = unit.hook();
        let whole = match unit.juju.watch(hook.clone(), None) {
            Ok(run) => run,
            Err(error) => return say(&format!("SKIPPED: kills at each system call: no ptrace: {error}")),
        };
        assert_eq!(whole.outcome(), &Outcome::Committed, "{whole}");
        let mut was_ahead = false;
        for nth in 0.. {
            unit.restore();
            let killed = unit.juju.watch(hook.clone(), Some(nth)).unwrap();
            if killed.outcome() == &Outcome::Committed {
                assert!(nth > 50 && unit.kept() == expected.new, "{nth}: {killed}");
                break;
            }
            let renamed = killed.system_calls().contains(&SystemCall::Rename);
            let is_ahead = expected.hold(&mut unit, &killed, &format!("{name}, before system call {nth}"));
            assert_eq!(is_ahead, renamed, "{nth}: {killed}");
            was_ahead |= is_ahead;
        }
        // Who waits for tools does not make the same calls each time, so the last ones may be missed.
        let is_same = whole.recorded()[0].via == Via::AgentSocket;
        assert!(was_ahead == unit.is_local() || !is_same);
    }
}

/// A kill leaves what a power cut may not: for that the new file is on the disk before it takes the name, and its name before
/// Juju hears that all is well.
#[test]
fn a_file_is_on_the_disk_before_it_counts() {
    let mut unit = Unit::begun("local-ledger-charm", LARGE);
    let hook = unit.hook();
    let Ok(run) = unit.juju.watch(hook, None) else {
        return say("SKIPPED: the order of a commit: no ptrace");
    };
    let steps: Vec<_> = run.system_calls().iter().filter(|call| **call != SystemCall::Other).collect();
    assert_eq!(steps, [&SystemCall::Sync, &SystemCall::Rename, &SystemCall::Sync], "{run}");
}

#[test]
fn a_flush_that_juju_refuses_leaves_its_own_state_and_a_file_that_is_ahead() {
    for name in CHARMS {
        let mut unit = Unit::begun(name, LARGE);
        let expected = Expected::of(&mut unit);
        unit.juju.set_refuses_flush(true);
        let refused = committed(&mut unit);
        assert!(refused.exit_code() == Some(0) && refused.refusal().is_some(), "{refused}");
        let (left, is_local) = (unit.kept(), unit.is_local());
        assert_eq!(left.databags, expected.old.databags);
        let stored = if is_local { &expected.new.stored } else { &expected.old.stored };
        assert!(left.stored == *stored, "{refused}");
        // Juju runs the hook again, and it finds what there is.
        unit.juju.set_refuses_flush(false);
        committed(&mut unit);
        assert!(unit.kept() == if is_local { expected.twice } else { expected.new });
    }
}

/// Who is killed while a tool reads a secret from files cannot remove them: whoever writes the next ones does.
#[test]
fn a_secret_does_not_stay_where_a_killed_charm_had_to_leave_it() {
    let charm = CharmDir::of_tests("transcript-charm");
    let mut juju = Juju::new(&charm, State::unit("transcript-charm/0"));
    juju.set_backend(Some("hook-tools"));
    let hook = Hook::named("start").variable("OPERATION", "Unit::add_secret");
    juju.set_faults([Fault::first("secret-add", Then::KillAfter)]);
    let left = |juju: &Juju| fs::read_dir(juju.temporary()).unwrap().count();
    for _ in 0..2 {
        let killed = juju.dispatch(hook.clone());
        assert_eq!((killed.outcome(), left(&juju)), (&Outcome::Killed, 1), "{killed}");
    }
    juju.set_faults([]);
    let run = juju.dispatch(hook);
    assert_eq!(
        (run.outcome(), run.calls_of("secret-add").count(), left(&juju)),
        (&Outcome::Committed, 1, 0),
        "{run}"
    );
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
