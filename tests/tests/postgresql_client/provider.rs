//! The providing side, with a requirer that the Python library is: a test writes what it would.

use serde_json::{Value, json};
use standin::{Bag, CharmDir, Hook, Juju, Owner, Secret};

use super::{ID, PROVIDED, REQUESTED, bag, fails, fine, heard, own, played, relation};

fn provider() -> (CharmDir, Juju) {
    played("clients", "webapp")
}

fn changed() -> Hook {
    Hook::relation("clients", ID, "changed")
}

/// What a requirer in Python writes when a relation is made.
fn request(more: &[(&str, &str)]) -> Bag {
    let mut databag =
        bag([("database", "shop"), ("requested-secrets", REQUESTED), ("provided-secrets", PROVIDED)]);
    databag.extend(more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    databag
}

fn becomes(juju: &mut Juju, databag: Bag) -> Vec<String> {
    relation(juju).remote_app_data = databag;
    heard(juju, changed())
}

/// Runs an action, and gives why it failed.
fn act(juju: &mut Juju, action: &str, params: Value) -> Option<String> {
    fine(juju, Hook::action(action, params));
    juju.action().cloned().unwrap().failed
}

fn respond(juju: &mut Juju, fields: &Value) -> Option<String> {
    act(juju, "respond", json!({"relation": ID, "fields": fields}))
}

fn label(group: &str) -> String {
    format!("clients.3.{group}.secret")
}

#[test]
fn a_request_comes_once_and_a_change_of_it_is_refused() {
    let (_charm, mut juju) = provider();
    let none: [&str; 0] = [];
    assert_eq!(becomes(&mut juju, bag([("requested-secrets", REQUESTED)])), none);
    let roles = request(&[("extra-user-roles", "admin,createdb")]);
    let expected = [r#"requested webapp shop ["admin", "createdb"] None"#];
    assert_eq!(becomes(&mut juju, roles.clone()), expected);
    assert_eq!(heard(&mut juju, changed().unit("webapp/0")), none);
    let remembered = relation(&mut juju).local_app_data["data"].clone();

    relation(&mut juju).remote_app_data = request(&[("extra-user-roles", "admin")]);
    let said = fails(&mut juju, changed());
    assert!(said.contains("`webapp` has changed `extra-user-roles` on relation clients:3"), "{said}");
    assert_eq!(relation(&mut juju).local_app_data["data"], remembered);
    assert_eq!(becomes(&mut juju, roles), none);
}

#[test]
fn an_entity_is_asked_for_and_gets_other_permissions() {
    let (_charm, mut juju) = provider();
    let entity = [("entity-type", "GROUP"), ("extra-group-roles", "readers")];
    let expected = [r#"entity_requested Some(Group) ["readers"]"#];
    assert_eq!(becomes(&mut juju, request(&entity)), expected);
    let permissions = r#"[{"resource_name": "cars", "resource_type": "TABLE", "privileges": ["SELECT"]}]"#;
    let with = |permissions| request(&[entity[0], entity[1], ("entity-permissions", permissions)]);
    let heard = becomes(&mut juju, with(permissions));
    assert!(heard.len() == 1 && heard[0].contains(r#"privileges: ["SELECT"]"#), "{heard:?}");
    assert_eq!(becomes(&mut juju, with("[]")), ["entity_permissions_changed []"]);
}

#[test]
fn a_name_that_is_asked_for_is_read_from_its_secret() {
    let (_charm, mut juju) = provider();
    let id = "9m4e2mr0ui3e8a215n4g";
    let content = [("entity-name", "ann"), ("password", "planted")];
    juju.state_mut().secrets.push(Secret::new(id, Owner::Other { is_granted: true }, content));
    let named = request(&[("requested-entity-secret", &format!("secret:{id}"))]);
    assert_eq!(becomes(&mut juju, named), [r#"requested webapp shop [] Some(("ann", true))"#]);
}

#[test]
fn each_field_goes_where_it_was_asked_for() {
    let (_charm, mut juju) = provider();
    let list = r#"["username", "password", "tls", "entity-name", "token"]"#;
    becomes(&mut juju, request(&[("requested-secrets", list)]));
    let fields = json!({
        "username": "u", "password": "planted-1", "uris": "postgresql://u@a:1/shop", "tls": "True", "tls-ca": "PEM",
        "entity-name": "e", "token": "planted-2", "endpoints": "a:1", "other": "x",
    });
    assert_eq!(respond(&mut juju, &fields), None);
    let secrets = ["user", "tls", "entity", "extra"].map(|group| {
        let secret = juju.state().secret_by_label(&label(group)).unwrap().clone();
        assert_eq!((secret.owner, secret.latest()), (Owner::App, 1));
        assert_eq!(secret.grants, [(ID, "application-webapp".to_owned())].into());
        let uri = format!("secret:{}", secret.id);
        assert_eq!(relation(&mut juju).local_app_data[&format!("secret-{group}")], uri);
        secret.content()
    });
    let expected = [
        bag([("username", "u"), ("password", "planted-1")]),
        bag([("tls", "True")]),
        bag([("entity-name", "e")]),
        bag([("token", "planted-2")]),
    ];
    assert_eq!(secrets, expected);
    let databag = relation(&mut juju).local_app_data.clone();
    let plain: Vec<_> =
        own(&databag).into_iter().filter(|(key, _)| !key.starts_with("secret-") && *key != "data").collect();
    let uris = ("uris", "postgresql://u@a:1/shop");
    assert_eq!(plain, [("endpoints", "a:1"), ("other", "x"), ("tls-ca", "PEM"), uris]);

    let run = fine(&mut juju, Hook::action("respond", json!({"relation": ID, "fields": fields})));
    assert_eq!(run.calls_of("secret-set").count() + run.calls_of("relation-set").count(), 0, "{run}");
}

#[test]
fn what_is_added_or_taken_away_leaves_the_rest() {
    let (_charm, mut juju) = provider();
    becomes(&mut juju, request(&[]));
    respond(&mut juju, &json!({"username": "u", "password": "planted-1", "version": "16"}));
    respond(&mut juju, &json!({"password": "planted-2", "uris": "planted-3"}));
    let user = juju.state().secret_by_label(&label("user")).unwrap().clone();
    assert_eq!(user.content(), bag([("username", "u"), ("password", "planted-2"), ("uris", "planted-3")]));
    assert_eq!(user.latest(), 2, "one revision for both");

    assert_eq!(act(&mut juju, "remove", json!({"relation": ID, "fields": ["uris", "version", "tls"]})), None);
    let user = juju.state().secret_by_label(&label("user")).unwrap();
    assert_eq!(user.content().keys().collect::<Vec<_>>(), ["password", "username"]);
    assert!(!relation(&mut juju).local_app_data.contains_key("version"));
    act(&mut juju, "remove", json!({"relation": ID, "fields": ["username", "password"]}));
    assert!(juju.state().secret_by_label(&label("user")).is_none());
    assert!(!relation(&mut juju).local_app_data.contains_key("secret-user"));
}

#[test]
fn before_the_request_only_endpoints_go_out() {
    let (_charm, mut juju) = provider();
    assert_eq!(respond(&mut juju, &json!({"endpoints": "a:1", "read-only-endpoints": "b:1"})), None);
    let failed = respond(&mut juju, &json!({"endpoints": "a:1", "version": "16"})).unwrap();
    assert!(failed.contains("`version` cannot be given on relation clients:3"), "{failed}");
    let failed = act(&mut juju, "respond", json!({"relation": 9, "fields": {}})).unwrap();
    assert_eq!(failed, "the endpoint `clients` has no relation 9, or no longer");
}

#[test]
fn a_requirer_that_lists_no_secrets_gets_none() {
    let (_charm, mut juju) = provider();
    becomes(&mut juju, bag([("database", "shop")]));
    respond(&mut juju, &json!({"username": "u", "password": "pw"}));
    let databag = relation(&mut juju).local_app_data.clone();
    let plain = [("data", r#"{"database": "shop"}"#), ("password", "pw"), ("username", "u")];
    assert_eq!(own(&databag), plain);
    assert!(juju.state().secrets.is_empty());
}

#[test]
fn statuses_are_shown_by_their_codes() {
    let (_charm, mut juju) = provider();
    becomes(&mut juju, request(&[]));
    let mut show = |params: Value| {
        assert_eq!(act(&mut juju, "show", params), None);
        relation(&mut juju).local_app_data.get("status").cloned()
    };
    show(json!({"relation": ID, "code": 5001, "message": "b"}));
    let two = r#"[{"code": 1000, "message": "a", "resolution": "wait"}, {"code": 5001, "message": "b", "resolution": "wait"}]"#;
    assert_eq!(show(json!({"relation": ID, "code": 1000, "message": "a"})).as_deref(), Some(two));
    let one = r#"[{"code": 1000, "message": "a", "resolution": "wait"}]"#;
    assert_eq!(show(json!({"relation": ID, "code": 5001})).as_deref(), Some(one));
    assert_eq!(show(json!({"relation": ID, "code": 1000})).as_deref(), Some("[]"));
    assert_eq!(show(json!({"relation": ID})), None);
}

#[test]
fn a_subordinate_says_that_its_unit_is_ready() {
    let (_charm, mut juju) = provider();
    act(&mut juju, "ready", json!({"relation": ID}));
    assert_eq!(own(&relation(&mut juju).local_unit_data), [("state", "ready")]);
}

#[test]
fn over_models_a_key_is_made_for_what_cannot_be_in_a_secret() {
    let created = || Hook::relation("clients", ID, "created");
    let (_charm, mut juju) = provider();
    fine(&mut juju, created());
    assert!(juju.state().secrets.is_empty());
    relation(&mut juju).remote_model_uuid = Some("elsewhere".into());
    fine(&mut juju, created());
    let label = format!("{}-3-encryption-secret", juju.state().model_uuid);
    let secret = juju.state().secret_by_label(&label).unwrap().clone();
    assert_eq!(secret.content()["encryption-key"].len(), 44);
    assert_eq!(secret.grants.len(), 1);
    let databag = relation(&mut juju).local_app_data.clone();
    assert_eq!(own(&databag), [("encryption-secret", format!("secret:{}", secret.id).as_str())]);
    fine(&mut juju, created());
    assert_eq!(juju.state().secrets.len(), 1);

    assert_eq!(heard(&mut juju, Hook::relation("clients", ID, "broken")), ["released 3 webapp"]);
    assert!(juju.state().secrets.is_empty());
}
