use std::collections::BTreeMap;
use std::sync::Arc;

use secrecy::ExposeSecret;

use super::*;
use crate::backend::recording::Recording;
use crate::context::Context;
use crate::environment::Environment;
use crate::error::ModelError;
use crate::event::{Core, JujuEvent, SecretExpired, SecretRemove};
use crate::hook_tools::Tools;
use crate::names::SecretId;

const ID: &str = "secret:9m4e2mr0ui3e8a215n4g";

fn id() -> SecretId {
    ID.parse().unwrap()
}

fn content(password: &str) -> SecretContent {
    SecretContent::new([("password", password)]).unwrap()
}

fn password(content: &SecretContent) -> &str {
    content.get("password").unwrap().expose_secret()
}

fn environment(version: &str, more: &[(&str, &str)]) -> Environment {
    let variables =
        [("JUJU_DISPATCH_PATH", "hooks/start"), ("JUJU_UNIT_NAME", "web/0"), ("JUJU_VERSION", version)];
    let pairs = variables.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Environment::from_map(&BTreeMap::from_iter(pairs)).unwrap()
}

fn context_of(version: &str) -> (Arc<Recording>, Context) {
    let juju = Recording::new([
        ("is-leader", "true"),
        ("secret-add", ID),
        ("secret-get", r#"{"password":"old"}"#),
        (
            "secret-info-get",
            r#"{"9m4e2mr0ui3e8a215n4g":{"revision":1,"label":"admin","owner":"application"}}"#,
        ),
    ]);
    (juju.clone(), Context::new(&environment(version, &[]), Tools::new(juju)))
}

fn context() -> (Arc<Recording>, Context) {
    context_of("3.6.11")
}

#[test]
fn each_question_is_asked_once() {
    let (juju, cx) = context();
    let secret = cx.secret(&id());
    assert!(juju.lines().is_empty(), "a handle asks nothing");
    juju.answer(&format!("secret-get --format=json {ID} --"), r#"{"password":"new"}"#);
    for _ in 0..2 {
        // In whatever way the URI is written.
        let elsewhere = cx.secret(&"secret://uuid/9m4e2mr0ui3e8a215n4g".parse().unwrap());
        assert_eq!(password(&secret.content().unwrap()), "old");
        assert_eq!(password(&elsewhere.content().unwrap()), "old");
        assert_eq!(password(&secret.peek().unwrap()), "new");
    }
    let get = format!("secret-get --format=json {ID}");
    assert_eq!(juju.lines(), [get.clone(), format!("{get} --peek")]);

    // To have looked is not to have taken up.
    for _ in 0..2 {
        assert_eq!(password(&secret.refresh().unwrap()), "new");
        assert_eq!(password(&secret.content().unwrap()), "new");
        assert_eq!(password(&secret.peek().unwrap()), "new");
    }
    assert_eq!(juju.lines(), [format!("{get} --refresh")]);
}

#[test]
fn a_label_is_given_with_a_read() {
    let (juju, cx) = context();
    let secret = cx.secret(&id());
    secret.content().unwrap();
    for _ in 0..2 {
        cx.secret(&id()).with_label("db").content().unwrap();
        cx.secret_by_label("db").content().unwrap();
    }
    let get = "secret-get --format=json".to_owned();
    let expected = [format!("{get} {ID}"), format!("{get} {ID} --label db"), format!("{get} --label db")];
    assert_eq!(juju.lines(), expected);
}

#[test]
fn a_secret_that_is_new_reads_as_it_was_written() {
    let (juju, cx) = context();
    let metadata = SecretMetadata::new().label("admin");
    let secret = cx.unit().add_secret(&content("1"), &metadata).unwrap();
    assert_eq!(password(&secret.as_reader().content().unwrap()), "1");
    secret.set_content(&content("2")).unwrap();
    assert_eq!(password(&secret.as_reader().content().unwrap()), "2");
    assert_eq!(password(&secret.peek().unwrap()), "2");
    assert_eq!(
        juju.lines(),
        [
            "secret-add --label admin --owner unit password#file=1".to_owned(),
            format!("secret-set {ID} password#file=2"),
        ]
    );
}

#[test]
fn an_owner_goes_on_to_track_what_it_did() {
    let (juju, cx) = context();
    let secret = cx.unit().secret(&id());
    secret.set_content(&content("new")).unwrap();
    assert_eq!(password(&secret.as_reader().content().unwrap()), "old");
    assert_eq!(password(&secret.peek().unwrap()), "new");
    juju.answer(&format!("secret-get --format=json {ID} --refresh"), r#"{"password":"new"}"#);
    assert_eq!(password(&secret.as_reader().refresh().unwrap()), "new");
    assert_eq!(password(&secret.as_reader().content().unwrap()), "new");
    assert_eq!(juju.lines().len(), 3, "what was just written is not asked for");
}

#[test]
fn what_did_not_change_is_not_written() {
    let (juju, cx) = context();
    let secret = cx.unit().secret(&id());
    assert!(!secret.set_content_if_changed(&content("old")).unwrap());
    assert!(secret.set_content_if_changed(&content("new")).unwrap());
    assert!(!secret.set_content_if_changed(&content("new")).unwrap());
    let expected =
        [format!("secret-get --format=json {ID} --peek"), format!("secret-set {ID} password#file=new")];
    assert_eq!(juju.lines(), expected);
}

#[test]
fn an_old_juju_is_told_all_of_it_again() {
    let change = |version: &str| {
        let (juju, cx) = context_of(version);
        let secret = cx.unit().secret(&id());
        secret.set_content(&content("1")).unwrap();
        secret.set_info(&SecretMetadata::new().label("a").description("b")).unwrap();
        secret.set_info(&SecretMetadata::new().label("c").rotate(RotatePolicy::Never)).unwrap();
        juju.lines()
    };
    let replaced = [
        format!("secret-set {ID} password#file=1"),
        format!("secret-set --label a --description b {ID} password#file=1"),
        format!("secret-set --label c --description b --rotate never {ID} password#file=1"),
    ];
    assert_eq!(change("3.5.4"), replaced);
    let merged = [
        format!("secret-set {ID} password#file=1"),
        format!("secret-set --label a --description b {ID}"),
        format!("secret-set --label c --rotate never {ID}"),
    ];
    assert_eq!(change("3.6.0"), merged);

    let (juju, cx) = context_of("3.5.4");
    let secret = cx.unit().add_secret(&content("1"), &SecretMetadata::new()).unwrap();
    secret.set_info(&SecretMetadata::new().label("a")).unwrap();
    assert_eq!(juju.lines()[1], format!("secret-set --label a {ID}"), "of a new one it merges");
}

#[test]
fn what_is_known_of_a_secret_is_asked_anew_after_a_write() {
    let (juju, cx) = context();
    let leader = cx.leader().unwrap().unwrap();
    let secret = cx.app().secret_by_label(&leader, "admin").unwrap().unwrap();
    let info = secret.info().unwrap();
    assert_eq!(
        (info.revision, info.label.as_deref(), info.owner),
        (1, Some("admin"), SecretOwner::Application)
    );
    assert!(cx.app().secret_by_label(&leader, "admin").unwrap().is_some());
    assert!(cx.unit().secret_by_label("admin").unwrap().is_none(), "it is not the unit's");
    assert!(cx.unit().secret_by_label("admin").unwrap().is_none());
    let by_label = "secret-info-get --format=json --label admin";
    assert_eq!(juju.lines(), ["is-leader --format=json", by_label, by_label]);

    secret.set_info(&SecretMetadata::new().description("x")).unwrap();
    secret.info().unwrap();
    let by_id = format!("secret-info-get --format=json {ID}");
    assert_eq!(juju.lines(), [format!("secret-set --description x {ID}"), by_id]);
}

#[test]
fn all_that_juju_tells_is_read() {
    let (juju, cx) = context();
    let told = r#"{"9m4e2mr0ui3e8a215n4g":{"revision":3,"label":"admin","owner":"unit","description":"d","rotation":"monthly",
        "expiry":"2026-01-01T00:00:00Z","rotates":"2026-01-01T02:00:00.5+02:00",
        "access":[{"target":"application-pg","scope":"relation-web.db#pg.database","role":"view"}]}}"#;
    juju.answer("secret-info-get", told);
    let info = cx.unit().secret(&id()).info().unwrap();
    assert_eq!((info.rotation, info.description.as_deref()), (RotatePolicy::Monthly, Some("d")));
    assert_eq!(info.expires, info.rotates);
    assert_eq!(info.expires.map(crate::time::to_rfc3339).as_deref(), Some("2026-01-01T00:00:00Z"));
    assert_eq!(info.access[0].target, "application-pg");
}

#[test]
fn an_absent_label_is_asked_for_once_until_something_is_written() {
    let (juju, cx) = context();
    juju.refuse("secret-info-get", r#"secret "admin" not found"#);
    for _ in 0..2 {
        assert!(cx.unit().secret_by_label("admin").unwrap().is_none());
    }
    assert_eq!(juju.lines().len(), 1);
    cx.unit().add_secret(&content("1"), &SecretMetadata::new().label("admin")).unwrap();
    cx.unit().secret_by_label("admin").unwrap();
    assert_eq!(juju.lines().len(), 2);
}

#[test]
fn own_secrets_are_listed_in_order() {
    let (juju, cx) = context();
    juju.answer("secret-ids", r#"["9m4e2mr0ui3e8a215n50","9m4e2mr0ui3e8a215n4g"]"#);
    for _ in 0..2 {
        let ids = cx.owned_secret_ids().unwrap();
        assert_eq!(
            ids.iter().map(SecretId::unique_identifier).collect::<Vec<_>>(),
            ["9m4e2mr0ui3e8a215n4g", "9m4e2mr0ui3e8a215n50"]
        );
    }
    assert_eq!(juju.lines().len(), 1);
    cx.unit().secret(&id()).remove_all_revisions().unwrap();
    cx.owned_secret_ids().unwrap();
    assert_eq!(juju.lines().len(), 2);
}

#[test]
fn refusals_are_told_apart() {
    let (juju, cx) = context();
    let secret = cx.secret(&id());
    juju.refuse("secret-get", r#"secret "9m4e2mr0ui3e8a215n4g" not found"#);
    let error = secret.content().unwrap_err();
    assert!(matches!(&error, ModelError::SecretNotFound { secret, .. } if secret == ID), "{error}");
    assert_eq!(error.tool_error().unwrap().tool(), "secret-get");
    juju.refuse("secret-get", "permission denied");
    let error = secret.content().unwrap_err();
    assert!(matches!(error, ModelError::SecretPermissionDenied { .. }), "{error}");
    assert_eq!(error.tool_error().unwrap().tool(), "secret-get");
    assert!(error.to_string().contains(&format!("secret-get --format=json {ID}")), "what was asked: {error}");
    assert!(error.to_string().contains("permission denied"), "Juju's own words: {error}");
    let error = cx.secret_by_label("x").content().unwrap_err();
    assert!(error.to_string().contains("label `x`"), "{error}");

    juju.refuse("secret-add", r#"secret with label "admin" already exists"#);
    let error = cx.unit().add_secret(&content("hunter2"), &SecretMetadata::new().label("admin")).unwrap_err();
    assert!(matches!(&error, ModelError::SecretLabelTaken { label, .. } if label == "admin"), "{error}");
    assert_eq!(error.tool_error().unwrap().tool(), "secret-add");
    assert!(!format!("{error} {error:?}").contains("hunter2"));

    let (juju, cx) = context_of("3.5.4");
    let error = cx.unit().add_secret(&content(&"x".repeat(9000)), &SecretMetadata::new()).unwrap_err();
    assert!(matches!(error, ModelError::SecretContent { .. }), "{error}");
    let large = content(&"x".repeat(9000));
    let error = cx.unit().secret(&id()).set_content(&large).unwrap_err().to_string();
    assert!(error.starts_with(&format!("content of {ID}: the value of `password` is 9000 bytes")), "{error}");
    let named = cx.unit().add_secret(&large, &SecretMetadata::new().label("admin")).unwrap_err().to_string();
    assert!(named.starts_with("content of the secret with the label `admin`: the value"), "{named}");
    assert!(juju.lines().is_empty(), "Juju is not asked");
}

#[test]
fn events_lead_to_the_revision_that_they_are_about() {
    let hook = ("JUJU_DISPATCH_PATH", "hooks/secret-remove");
    let more = [hook, ("JUJU_SECRET_ID", ID), ("JUJU_SECRET_REVISION", "7")];
    let juju = Recording::new([(
        "secret-info-get",
        r#"{"9m4e2mr0ui3e8a215n4g":{"revision":8,"label":"","owner":"unit"}}"#,
    )]);
    let environment = environment("3.6.11", &more);
    let cx = Context::new(&environment, Tools::new(juju.clone()));
    let core = || Core::new(&cx, &environment.event);
    SecretRemove::from_core(core()).unwrap().remove_revision().unwrap();
    SecretExpired::from_core(core()).unwrap().remove_revision().unwrap();
    let removal = format!("secret-remove {ID} --revision 7");
    assert_eq!(juju.lines(), [format!("secret-info-get --format=json {ID}"), removal.clone(), removal]);
}

/// A second word of a secret in one hook: what Juju is told, and what would have been dropped.
#[test]
fn what_juju_would_drop_is_an_error_and_not_told() {
    type Word = fn(&Context, &OwnedSecret) -> Result<(), ModelError>;
    const SET: Word = |_, secret| secret.set_content(&content("new"));
    const INFO: Word = |_, secret| secret.set_info(&SecretMetadata::new().description("d"));
    const REMOVE_1: Word = |_, secret| secret.remove_revision(1);
    const REMOVE_2: Word = |_, secret| secret.remove_revision(2);
    const REMOVE: Word = |_, secret| secret.remove_all_revisions();
    const GRANT: Word = |cx, secret| secret.grant(&cx.relation_by_id(DB, 3.into())?.unwrap());
    const REVOKE: Word = |cx, secret| secret.revoke(&cx.relation_by_id(DB, 3.into())?.unwrap());
    const DB: crate::names::Endpoint<crate::names::Requires> = crate::names::Endpoint::new("db");

    let lost = |version: &str, first: Word, second: Word| {
        let (juju, cx) = context_of(version);
        juju.answer("relation-ids", r#"["db:3"]"#);
        let secret = cx.unit().secret(&id());
        first(&cx, &secret).unwrap();
        juju.lines();
        match second(&cx, &secret) {
            Ok(()) => None,
            Err(error @ ModelError::SecretConflict { .. }) => {
                let text = error.to_string();
                assert!(!juju.lines().iter().any(|line| line.starts_with("secret-")), "{text}");
                assert!(text.contains(ID), "{text}");
                let ModelError::SecretConflict { call, before, .. } = error else { unreachable!() };
                Some(format!("{before}, {call}"))
            }
            Err(error) => panic!("{error}"),
        }
    };
    for version in ["3.5.4", "3.6.10", "3.6.11", "4.0.1"] {
        let lost = |first, second| lost(version, first, second).unwrap_or_default();
        assert_eq!(lost(SET, REMOVE_1), "secret-set, secret-remove --revision 1");
        assert_eq!(lost(INFO, REMOVE_1), "secret-set, secret-remove --revision 1");
        assert_eq!(lost(GRANT, REMOVE_1), "secret-grant, secret-remove --revision 1");
        assert_eq!(lost(REVOKE, REMOVE_1), "secret-revoke, secret-remove --revision 1");
        assert_eq!(lost(REMOVE_1, SET), "secret-remove --revision 1, secret-set");
        assert_eq!(lost(REMOVE_1, INFO), "secret-remove --revision 1, secret-set");
        assert_eq!(lost(REMOVE_1, GRANT), "secret-remove --revision 1, secret-grant");
        assert_eq!(lost(REMOVE, SET), "secret-remove, secret-set");
        let one_alone = lost(REMOVE_1, REMOVE_2);
        let expected = match version {
            "3.5.4" | "3.6.10" => "secret-remove --revision 1, secret-remove --revision 2",
            _ => "",
        };
        assert_eq!(one_alone, expected, "{version}");
        for fine in
            [(SET, REMOVE), (REMOVE_1, REMOVE), (REMOVE_1, REMOVE_1), (REMOVE_1, REVOKE), (SET, GRANT)]
        {
            assert_eq!(lost(fine.0, fine.1), "", "{version}");
        }
    }

    // Of what goes as a whole, Juju would keep the rest.
    let (juju, cx) = context();
    let secret = cx.unit().secret(&id());
    secret.remove_all_revisions().unwrap();
    secret.remove_revision(1).unwrap();
    assert_eq!(juju.lines(), [format!("secret-remove {ID}")]);

    // A refusal of Juju's is no word that it holds.
    let (juju, cx) = context();
    juju.refuse("secret-set", "this unit is not the leader");
    let secret = cx.unit().secret(&id());
    secret.set_content(&content("new")).unwrap_err();
    secret.remove_revision(1).unwrap();
}

#[test]
fn a_secret_that_loses_a_revision_is_still_found() {
    let (juju, cx) = context();
    let leader = cx.leader().unwrap().unwrap();
    cx.app().secret(&leader, &id()).remove_revision(1).unwrap();
    // As Juju says from now on.
    juju.refuse("secret-info-get", "secret \"admin\" not found");
    juju.answer("secret-ids", "null");
    assert_eq!(cx.app().secret_by_label(&leader, "admin").unwrap().unwrap().id(), &id());
    assert_eq!(cx.app().secret(&leader, &id()).info().unwrap().label.as_deref(), Some("admin"));
    assert_eq!(cx.owned_secret_ids().unwrap(), [id()]);
    cx.app().secret(&leader, &id()).remove_all_revisions().unwrap();
    assert!(cx.app().secret_by_label(&leader, "admin").unwrap().is_none());
    assert!(cx.owned_secret_ids().unwrap().is_empty());
}

#[test]
fn what_would_be_dropped_says_what_to_do() {
    let (_, cx) = context_of("3.6.10");
    let secret = cx.unit().secret(&id());
    secret.set_content(&content("new")).unwrap();
    let expected = "`secret-remove --revision 1` was not told to Juju of secret:9m4e2mr0ui3e8a215n4g: it would drop \
        the `secret-set` that this hook has told it before (leave that to this hook, and remove the revision in a later one: \
        at `secret-remove`, which Juju sends when nobody uses the revision any more)";
    assert_eq!(secret.remove_revision(1).unwrap_err().to_string(), expected);
    secret.remove_all_revisions().unwrap();
    let error = secret.set_content(&content("new")).unwrap_err().to_string();
    assert!(error.contains("`add_secret` makes another"), "{error}");

    let (_, cx) = context_of("3.6.10");
    let secret = cx.unit().secret(&id());
    secret.remove_revision(1).unwrap();
    let error = secret.remove_revision(2).unwrap_err().to_string();
    assert!(error.contains("one hook removes one revision"), "{error}");
}

#[test]
fn what_does_not_read_says_of_which_secret() {
    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code, reason = "it is not read")]
    struct User {
        user: String,
    }
    let (juju, cx) = context();
    let said = |content: SecretContent| content.decode::<User>().unwrap_err().to_string();
    assert_eq!(said(cx.secret(&id()).content().unwrap()), format!("content of {ID}: missing field `user`"));
    let by_label = said(cx.secret_by_label("db").content().unwrap());
    assert_eq!(by_label, "content of the secret with the label `db`: missing field `user`");
    assert_eq!(said(content("new")), "content of a secret: missing field `user`");
    // As a charm's own function passes it on.
    let error = ModelError::from(cx.secret(&id()).peek().unwrap().decode::<User>().unwrap_err());
    assert_eq!(error.to_string(), format!("content of {ID}: missing field `user`"));
    cx.unit().secret(&id()).set_content(&content("new")).unwrap();
    assert_eq!(said(cx.secret(&id()).peek().unwrap()), format!("content of {ID}: missing field `user`"));

    juju.answer("secret-ids", r#"["A"]"#);
    let error = cx.owned_secret_ids().unwrap_err().to_string();
    assert!(error.starts_with("`secret-ids` answered with a name that is none: "), "{error}");
}

#[test]
fn no_error_calls_a_secret_so_twice() {
    let (juju, cx) = context();
    for words in [r#"secret "9m4e2mr0ui3e8a215n4g" not found"#, "permission denied"] {
        juju.refuse("secret-get", words);
        let by_id = cx.secret(&id()).content().unwrap_err().to_string();
        assert!(by_id.contains(ID) && !by_id.contains("secret secret:"), "{by_id}");
        let by_label = cx.secret_by_label("db").content().unwrap_err().to_string();
        assert!(by_label.contains("the secret with the label `db`"), "{by_label}");
    }
}
