//! Secrets under Juju: an owner's from its first revision to the last, a reader's from grant to revocation.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;

use serde_json::json;
use standin::{CharmDir, Fault, Hook, Juju, Outcome, Owner, Relation, Run, Secret, State, Then};
use support::{logged, stored};

/// The user's secret, and its values, which nobody is to see: the stand-in looks for them after each run.
const TOKEN: &str = "9m4e2mr0ui3e8a215n4g";
const PLANTED: [&str; 4] = ["planted-token-1", "planted-token-2", "planted-password-1", "planted-password-2"];

fn secrets() -> (CharmDir, Juju) {
    let charm = CharmDir::of_tests("secrets-charm");
    let mut state = State::unit("secrets-charm/0");
    state.leader = true;
    state.set_config("password", PLANTED[2]).set_config("token", format!("secret:{TOKEN}"));
    state.secrets.push(Secret::new(TOKEN, Owner::Other { is_granted: true }, [("token", PLANTED[0])]));
    state.relations.push(Relation::named("clients", 4, "client").with_unit("client/0", []));
    let juju = Juju::new(&charm, state);
    (charm, juju)
}

fn fine(juju: &mut Juju, hook: impl Into<Hook>) -> Run {
    let run = juju.dispatch(hook);
    assert_eq!((run.exit_code(), run.outcome(), run.stderr()), (Some(0), &Outcome::Committed, ""), "{run}");
    run
}

/// The call as one would type it, without the place of the files, which is another each time.
fn calls(run: &Run) -> Vec<String> {
    let plain = |word: &str| match word.split_once("#file=") {
        Some((key, path)) => {
            // Over the socket it has none.
            assert!(path.is_empty() || !fs::exists(path).unwrap(), "{path} is still there");
            format!("{key}#file=")
        }
        None => word.to_owned(),
    };
    run.calls().iter().map(|call| call.split(' ').map(plain).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn the_leader_adds_one_secret_and_hands_it_out() {
    let (_charm, mut juju) = secrets();
    let run = fine(&mut juju, "leader-elected");
    let expected = [
        "state-get --format=json",
        "config-get --format=json",
        "is-leader --format=json",
        "secret-info-get --format=json --label client",
        "secret-add --label client --description what clients log in with --expire 2030-01-01T00:00:00Z --rotate monthly \
         --owner application password#file= username#file=",
    ];
    assert_eq!(calls(&run)[..5], expected, "{run}");
    let secret = juju.state().secret_by_label("client").unwrap().clone();
    assert_eq!(secret.content()["password"], PLANTED[2]);
    assert_eq!((secret.owner, secret.rotate.as_str()), (Owner::App, "monthly"));
    assert!(logged(&juju, "INFO").iter().any(|line| line.contains("[REDACTED]")), "{:?}", juju.logs());

    let again = fine(&mut juju, "leader-elected");
    assert_eq!(again.calls_of("secret-add").count(), 0, "{again}");

    fine(&mut juju, Hook::relation("clients", 4, "created"));
    let secret = juju.state().secret_by_label("client").unwrap();
    assert_eq!(secret.grants, [(4, "application-client".to_owned())].into());
    assert_eq!(
        juju.state().relation(4).unwrap().local_app_data["secret-user"],
        format!("secret:{}", secret.id)
    );
}

#[test]
fn a_revision_is_made_when_the_content_is_another() {
    let (_charm, mut juju) = secrets();
    fine(&mut juju, "leader-elected");
    let run = fine(&mut juju, "config-changed");
    assert_eq!(run.calls_of("secret-set").count(), 0, "{run}");
    juju.state_mut().set_config("password", PLANTED[3]);
    fine(&mut juju, "config-changed");
    let secret = juju.state().secret_by_label("client").unwrap().clone();
    assert_eq!((secret.latest(), secret.content()["password"].as_str()), (2, PLANTED[3]));

    let about = |kind: &str| {
        Hook::secret(kind, &format!("secret:{}", secret.id)).variable("JUJU_SECRET_REVISION", "1")
    };
    fine(&mut juju, about("remove"));
    assert_eq!(juju.state().secret_by_label("client").unwrap().revisions.keys().collect::<Vec<_>>(), [&2]);
    fine(&mut juju, Hook::action("drop", json!({})));
    assert!(juju.state().secret_by_label("client").is_none());
}

#[test]
fn what_an_old_juju_would_forget_is_told_again() {
    for (version, contents) in [("3.5.4", 2), ("3.6.11", 1)] {
        let (_charm, mut juju) = secrets();
        juju.state_mut().juju_version = version.into();
        fine(&mut juju, "leader-elected");
        juju.state_mut().set_config("password", PLANTED[3]);
        let id = juju.state().secret_by_label("client").unwrap().id.clone();
        let run = fine(&mut juju, Hook::secret("rotate", &format!("secret:{id}")));
        let with_content = calls(&run).iter().filter(|call| call.contains("password#file=")).count();
        assert_eq!(with_content, contents, "{run}");
        let secret = juju.state().secret_by_label("client").unwrap();
        assert_eq!(
            (secret.content()["password"].as_str(), secret.description.as_str()),
            (PLANTED[3], "rotated")
        );
    }
}

#[test]
fn a_reader_takes_up_a_revision_when_it_says_so() {
    let (_charm, mut juju) = secrets();
    let run = fine(&mut juju, "start");
    let own = juju.state().secret_by_label("own").unwrap();
    assert_eq!(own.owner, Owner::Unit);
    assert_eq!(own.description, "the unit's");
    let odd = [("odd", " a=b\n"), ("empty", ""), ("equals", "==")];
    assert_eq!(own.content(), odd.map(|(key, value)| (key.to_owned(), value.to_owned())).into(), "{run}");
    let token = juju.state().secret(TOKEN).unwrap();
    assert_eq!((token.tracked, token.reader_label.as_str()), (Some(1), "token"));
    assert_eq!(stored(juju.state())["token_length"], PLANTED[0].len());

    let token = juju.state_mut().secrets.iter_mut().find(|secret| secret.id == TOKEN).unwrap();
    token.revise([("token", "planted-token-2")]);
    fine(
        &mut juju,
        Hook::secret("changed", &format!("secret:{TOKEN}")).variable("JUJU_SECRET_LABEL", "token"),
    );
    assert_eq!(juju.state().secret(TOKEN).unwrap().tracked, Some(2));
}

#[test]
fn a_secret_that_is_not_granted_says_who_can_help() {
    let (_charm, mut juju) = secrets();
    juju.state_mut().secrets[0].owner = Owner::Other { is_granted: false };
    let run = juju.dispatch("start");
    assert_eq!(run.outcome(), &Outcome::Failed, "{run}");
    let log = format!("{:?}", juju.logs());
    assert!(log.contains(&format!("may not read secret:{TOKEN}")), "{log}");
    assert!(log.contains("permission denied") && log.contains("grant-secret"), "{log}");
    assert!(juju.state().secret_by_label("own").is_none(), "what the failed hook added is dropped");
}

#[test]
fn grants_to_units_and_to_all_are_taken_back() {
    let (_charm, mut juju) = secrets();
    fine(&mut juju, "start");
    let run = fine(&mut juju, Hook::action("share", json!({})));
    let id = juju.state().secret_by_label("own").unwrap().id.clone();
    let expected = [
        format!("secret-grant --relation 4 --unit client/0 secret:{id}"),
        format!("secret-revoke --relation 4 --unit client/0 secret:{id}"),
        format!("secret-grant --relation 4 secret:{id}"),
        format!("secret-revoke --relation 4 secret:{id}"),
    ];
    let shared = |call: &String| call.starts_with("secret-grant") || call.starts_with("secret-revoke");
    assert_eq!(run.calls().into_iter().filter(shared).collect::<Vec<_>>(), expected, "{run}");
    assert!(juju.state().secret(&id).unwrap().grants.is_empty());
    assert_eq!(juju.action().unwrap().failed, None);
}

/// Whatever goes wrong, and whoever prints what it can.
#[test]
fn no_value_is_seen_anywhere() {
    for how in ["error", "panic", "unwrap", "not-found", "decode", "variant", "tool"] {
        for faults in [
            vec![],
            vec![Fault::nth("secret-set", 1, Then::Exit { code: 1, stderr: "ERROR out of order".into() })],
            vec![Fault::nth("secret-get", 1, Then::Answer(format!("{{\"token\": \"{}\"", PLANTED[0])))],
            vec![Fault::nth("secret-get", 1, Then::Answer(format!("\"{}\"", PLANTED[0])))],
            vec![Fault::nth("secret-get", 1, Then::Answer(format!("{{\"token\": [\"{}\"]}}", PLANTED[0])))],
            vec![Fault::nth("secret-add", 1, Then::Answer(PLANTED[1].into()))],
        ] {
            let (_charm, mut juju) = secrets();
            // The password has to get there somehow: this one is in the config, whose answer nobody prints.
            juju.dispatch("leader-elected");
            juju.state_mut().set_config("password", PLANTED[3]);
            juju.dispatch("start");
            juju.set_faults(faults);
            for hook in [
                Hook::action("leak", json!({"how": how})),
                Hook::named("start"),
                Hook::named("config-changed"),
            ] {
                calls(&juju.dispatch(hook));
            }
        }
    }
}

#[test]
fn a_panic_that_prints_a_secret_prints_its_keys() {
    let (_charm, mut juju) = secrets();
    fine(&mut juju, "leader-elected");
    let run = juju.dispatch(Hook::action("leak", json!({"how": "panic"})));
    let said = format!("{} {:?}", run.stderr(), juju.logs());
    assert!(said.contains("password") && said.contains("[REDACTED]"), "{said}");
}

#[test]
fn again_over_hook_tools() {
    support::again_over_hook_tools();
}
