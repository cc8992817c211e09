//! The lead is gained and lost.

use super::{NOTHING, Outcome, Remote, Unit};
use crate::resolver::OwnedSecret;

#[test]
fn the_lead_is_gained_and_lost() {
    let mut unit = Unit::settled(Remote::machine("web/1"));
    unit.remote.leader = true;
    let lines: Vec<_> = unit.operations().iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["accept leadership", "leader-elected"]);
    unit.remote.leader = false;
    unit.end("resign leadership", &Outcome::Committed);
    // The charm is not told; nor of settings that it knows.
    assert_eq!(unit.next(), None);
    unit.remote.leader = true;
    assert_eq!(unit.settle(), ["leader-elected"]);
}

#[test]
fn a_first_leader_that_is_deposed_is_told_of_its_followers_settings() {
    let deposed = |version: &str| {
        let mut unit = Unit::new(Remote::machine("web/0"));
        (unit.remote.leader, unit.remote.juju_version) = (true, version.into());
        unit.settle();
        unit.remote.leader = false;
        unit.settle()
    };
    assert_eq!(deposed("3.6.11"), ["leader-settings-changed"]);
    assert_eq!(deposed("4.0.0"), NOTHING);
}

#[test]
fn a_lead_that_is_lost_before_its_hook_is_never_told() {
    let mut unit = Unit::settled(Remote::machine("web/1"));
    unit.remote.leader = true;
    unit.end("accept leadership", &Outcome::Committed);
    unit.remote.leader = false;
    unit.end("resign leadership", &Outcome::Committed);
    unit.end("skip leader-elected", &Outcome::Committed);
    assert_eq!(unit.next(), None);
}

#[test]
fn only_the_leader_looks_after_its_applications_secrets() {
    let mut unit = Unit::settled(Remote::machine("web/1"));
    let secret = |uri: &str, is_of_app| OwnedSecret {
        uri: uri.into(),
        is_of_app,
        rotations: 1,
        ..OwnedSecret::default()
    };
    unit.remote.owned_secrets = vec![secret("secret:a", true), secret("secret:b", false)];
    assert_eq!(unit.settle(), ["secret-rotate secret:b"]);
    unit.remote.leader = true;
    unit.end("accept leadership", &Outcome::Committed);
    unit.end("leader-elected", &Outcome::Committed);
    unit.end("secret-rotate secret:a", &Outcome::Failed);
    // The retry falls to whoever leads by then.
    unit.remote.leader = false;
    unit.remote.retries += 1;
    unit.end("resign leadership", &Outcome::Committed);
    unit.end("skip secret-rotate secret:a", &Outcome::Committed);
    assert_eq!(unit.next(), None);
}
