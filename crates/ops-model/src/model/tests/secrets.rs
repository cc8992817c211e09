use super::{ask, begin, call, end, of, related, settle};
use crate::state::Bag;

fn content(password: &str) -> Bag {
    Bag::from([("password".into(), password.into())])
}

/// In `update-status` of the leader of the owner.
fn owner(model: &mut super::Model, lines: &[String]) -> String {
    model.tick();
    let mut hook = begin(model, "postgresql/0", "update-status");
    let mut last = String::new();
    for line in lines {
        last = ask(&mut hook.1, line);
    }
    end(model, "postgresql/0", hook);
    last
}

/// In a hook of the reader: what it reads, or why not.
fn read(model: &mut super::Model, unit: &str, line: &str) -> String {
    model.tick();
    let mut hook = begin(model, unit, "update-status");
    let served = call(&mut hook.1, line);
    end(model, unit, hook);
    if served.code == 0 { served.stdout } else { served.stderr }
}

#[test]
fn a_secret_is_handed_over_revised_and_revoked() {
    let (mut model, id) = related(2, 1);
    let uri = owner(&mut model, &["secret-add password=one".into()]);
    settle(&mut model, |_, _| {});
    let get = format!("secret-get {uri} password");
    assert_eq!(read(&mut model, "web/0", &get), "ERROR permission denied\n");

    owner(&mut model, &[format!("secret-grant {uri} -r {id}")]);
    assert_eq!(read(&mut model, "web/0", &get), "one\n");
    settle(&mut model, |_, _| {});

    owner(&mut model, &[format!("secret-set {uri} password=two")]);
    let done = settle(&mut model, |unit, context| {
        if context.hook().name() == "secret-changed" {
            assert_eq!(unit, "web/0");
            assert_eq!(ask(context, &get), "one", "it reads the revision that it tracks");
            assert_eq!(ask(context, &format!("{get} --refresh")), "two");
        }
    });
    assert_eq!(of("web/0", &done)[0], "secret-changed");
    assert_eq!(of("web/1", &done), ["update-status"], "it has not read it");
    assert_eq!(of("postgresql/0", &done), ["secret-remove"], "nobody reads the first any more");

    owner(&mut model, &[format!("secret-revoke {uri} -r {id}")]);
    assert_eq!(read(&mut model, "web/0", &get), "ERROR permission denied\n");
    settle(&mut model, |_, _| {});
    owner(&mut model, &[format!("secret-remove {uri}")]);
    assert_eq!(read(&mut model, "web/0", &get).split(' ').next_back(), Some("found\n"));
    settle(&mut model, |_, _| {});
    assert!(model.units().all(|unit| unit.state().secrets.is_empty()));
}

#[test]
fn a_grant_goes_with_its_relation_and_can_be_to_one_unit() {
    let (mut model, id) = related(2, 1);
    let uri = owner(&mut model, &["secret-add password=one --owner unit".into()]);
    owner(&mut model, &[format!("secret-grant {uri} -r {id} --unit web/1")]);
    settle(&mut model, |_, _| {});
    let get = format!("secret-get {uri} password");
    assert_eq!(read(&mut model, "web/0", &get), "ERROR permission denied\n");
    assert_eq!(read(&mut model, "web/1", &get), "one\n");
    model.remove_relation(id).unwrap();
    settle(&mut model, |_, _| {});
    assert_eq!(read(&mut model, "web/1", &get), "ERROR permission denied\n");
    // And with its owner goes the secret.
    model.remove_unit("postgresql/0").unwrap();
    settle(&mut model, |_, _| {});
    assert!(model.unit("web/1").unwrap().state().secrets.is_empty());
}

#[test]
fn what_an_application_owns_all_its_units_read() {
    let (mut model, _) = related(2, 1);
    model.tick();
    let mut hook = begin(&mut model, "web/0", "update-status");
    let uri = ask(&mut hook.1, "secret-add password=one --label=admin --rotate=daily");
    end(&mut model, "web/0", hook);
    assert_eq!(read(&mut model, "web/1", "secret-get --label=admin"), "{\"password\":\"one\"}\n");
    settle(&mut model, |_, _| {});
    model.rotate_secret(&uri).unwrap();
    assert_eq!(settle(&mut model, |_, _| {}), ["web/0 secret-rotate"], "the leader alone");
    model.depose("web/0").unwrap();
    settle(&mut model, |_, _| {});
    model.rotate_secret(&uri).unwrap();
    let done = settle(&mut model, |_, context| {
        ask(context, &format!("secret-set {uri} password=two"));
    });
    assert_eq!(done[0], "web/1 secret-rotate", "whoever that is");
}

#[test]
fn the_secrets_of_two_units_are_two() {
    let (mut model, _) = related(2, 1);
    model.tick();
    let mut ids = Vec::new();
    settle(&mut model, |unit, context| {
        if unit.starts_with("web") {
            ids.push(ask(context, "secret-add password=one --owner=unit"));
        }
    });
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 2);
}

#[test]
fn a_user_hands_a_secret_over_by_an_option() {
    let (mut model, _) = related(1, 1);
    let uri = model.add_secret("admin", content("one"));
    model.configure("web", "name", uri.clone()).unwrap();
    let get = format!("secret-get {uri} password");
    settle(&mut model, |_, context| assert_eq!(call(context, &get).code, 1));
    model.grant_secret(&uri, "web").unwrap();
    assert_eq!(read(&mut model, "web/0", &get), "one\n");
    settle(&mut model, |_, _| {});
    model.update_secret(&uri, content("one")).unwrap();
    assert_eq!(model.ready(), [""; 0], "the same content is no revision");
    model.update_secret(&uri, content("two")).unwrap();
    assert_eq!(settle(&mut model, |_, _| {}), ["web/0 secret-changed"]);
    model.revoke_secret(&uri, "web").unwrap();
    assert_eq!(read(&mut model, "web/0", &get), "ERROR permission denied\n");
    model.remove_secret(&uri).unwrap();
    settle(&mut model, |_, _| {});
    assert!(model.remove_secret(&uri).is_err());
}
