//! The requiring side, with a provider that the Python library is: a test writes what it would.

use standin::{Bag, CharmDir, Hook, Juju, Owner, Relation, Secret};

use super::{ID, PROVIDED, REQUESTED, bag, fails, fine, heard, own, played, relation};

const USER: &str = "9m4e2mr0ui3e8a215n4g";
const TLS: &str = "9m4e2mr0ui3e8a215n50";

fn requirer(ask: &str) -> (CharmDir, Juju) {
    let (charm, mut juju) = played("database", "postgresql");
    juju.state_mut().set_config("ask", ask);
    (charm, juju)
}

fn created() -> Hook {
    Hook::relation("database", ID, "created")
}

fn changed() -> Hook {
    Hook::relation("database", ID, "changed")
}

/// A provider in Python has seen the request.
const SEEN: (&str, &str) = ("data", r#"{"database": "webapp", "requested-secrets": "[\"username\"]"}"#);
const SEEN_ENTITY: (&str, &str) = ("data", r#"{"database": "webapp", "entity-type": "USER"}"#);

fn grant<const N: usize>(juju: &mut Juju, id: &str, values: [(&str, &str); N]) {
    juju.state_mut().secrets.push(Secret::new(id, Owner::Other { is_granted: true }, values));
}

/// What is heard when the provider's databag has become this.
fn becomes(juju: &mut Juju, databag: Bag) -> Vec<String> {
    relation(juju).remote_app_data = databag;
    heard(juju, changed())
}

#[test]
fn what_is_asked_for_is_written_as_python_writes_it() {
    let permissions = r#"[{"privileges": ["SELECT"], "resource_name": "cars", "resource_type": "TABLE"}]"#;
    let with_token = REQUESTED.replace(']', r#", "token"]"#);
    let (_charm, mut juju) = requirer("all");
    fine(&mut juju, created());
    let asked = [
        ("database", "webapp"),
        ("entity-permissions", permissions),
        ("entity-type", "USER"),
        ("external-node-connectivity", "true"),
        ("extra-user-roles", "admin,createdb"),
        ("prefix-matching", "all"),
        ("provided-secrets", PROVIDED),
        ("requested-secrets", &with_token),
    ];
    assert_eq!(own(&relation(&mut juju).local_app_data), asked);
    let unit = [("provided-secrets", PROVIDED), ("requested-secrets", &with_token)];
    assert_eq!(own(&relation(&mut juju).local_unit_data), unit);
}

#[test]
fn over_models_no_secrets_are_offered() {
    let (_charm, mut juju) = requirer("plain");
    relation(&mut juju).remote_model_uuid = Some("elsewhere".into());
    fine(&mut juju, created());
    assert_eq!(
        own(&relation(&mut juju).local_app_data),
        [("database", "webapp"), ("requested-secrets", REQUESTED)]
    );
}

#[test]
fn what_was_asked_for_once_stays_and_the_rest_follows() {
    let (_charm, mut juju) = requirer("plain");
    fine(&mut juju, created());
    juju.state_mut().set_config("ask", "all");
    fine(&mut juju, "upgrade-charm");
    let databag = relation(&mut juju).local_app_data.clone();
    assert!(!databag.contains_key("entity-type") && !databag.contains_key("extra-user-roles"));
    assert_eq!(databag["external-node-connectivity"], "true");
    let warned = super::logged(&juju, "WARNING").join("\n");
    assert!(warned.contains("`extra-user-roles` stays"), "{warned}");
    juju.state_mut().set_config("ask", "plain");
    let run = fine(&mut juju, "config-changed");
    assert!(!relation(&mut juju).local_app_data.contains_key("external-node-connectivity"));
    assert_eq!(run.calls_of("relation-set").count(), 2, "{run}");
    let again = fine(&mut juju, "config-changed");
    assert_eq!(again.calls_of("relation-set").count(), 0, "{again}");
}

#[test]
fn each_change_is_one_event_the_first_that_fits() {
    let (_charm, mut juju) = requirer("plain");
    assert!(becomes(&mut juju, bag([SEEN])).is_empty());
    assert_eq!(relation(&mut juju).local_unit_data["data"], "{}");
    assert!(becomes(&mut juju, bag([SEEN, ("version", "16")])).is_empty());
    // Endpoints may be there before the database is.
    let early = bag([SEEN, ("endpoints", "a:1")]);
    assert_eq!(becomes(&mut juju, early), [r#"endpoints_changed ["a:1"]"#]);

    grant(&mut juju, USER, [("username", "u"), ("password", "planted-2")]);
    let uri = format!("secret:{USER}");
    let made = |more: &[(&str, &str)]| {
        let mut databag = bag([SEEN, ("database", "webapp"), ("secret-user", &uri)]);
        databag.extend(more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        databag
    };
    let created = becomes(&mut juju, made(&[("endpoints", "b:1"), ("read-only-endpoints", "c:1")]));
    assert_eq!(created, ["created 3 postgresql  None: u 9 None"], "it says nothing of the endpoints beside");
    assert!(becomes(&mut juju, made(&[("endpoints", "b:1"), ("read-only-endpoints", "c:1")])).is_empty());
    let both = becomes(&mut juju, made(&[("endpoints", "d:1"), ("read-only-endpoints", "e:1,f:1")]));
    assert_eq!(both, [r#"endpoints_changed ["d:1"]"#]);
    let replicas = becomes(&mut juju, made(&[("endpoints", "d:1"), ("read-only-endpoints", "e:1")]));
    assert_eq!(replicas, [r#"read_only_endpoints_changed ["e:1"]"#]);
    let matching = becomes(&mut juju, made(&[("endpoints", "d:1"), ("prefix-databases", "ape,zoo")]));
    assert_eq!(matching, [r#"prefix_databases_changed ["ape", "zoo"]"#]);
    assert!(becomes(&mut juju, made(&[])).is_empty(), "what goes away is no event");
}

#[test]
fn an_old_provider_writes_it_plainly() {
    let (_charm, mut juju) = requirer("plain");
    assert!(becomes(&mut juju, bag([SEEN, ("username", "u")])).is_empty());
    assert!(
        becomes(&mut juju, bag([SEEN, ("username", "u"), ("password", "pw")])).is_empty(),
        "they come together"
    );
    relation(&mut juju).local_unit_data.remove("data");
    let both = bag([SEEN, ("username", "u"), ("password", "pw"), ("tls", "True")]);
    assert_eq!(becomes(&mut juju, both), ["created 3 postgresql  None: u 2 Some(true)"]);
}

#[test]
fn an_entity_is_told_by_what_the_provider_has_seen() {
    let (_charm, mut juju) = requirer("group");
    fine(&mut juju, created());
    let asked = relation(&mut juju).local_app_data.clone();
    assert_eq!((asked["entity-type"].as_str(), asked["extra-group-roles"].as_str()), ("GROUP", "readers"));
    grant(&mut juju, USER, [("entity-name", "readers")]);
    let uri = format!("secret:{USER}");
    let unseen = bag([SEEN, ("secret-entity", &uri)]);
    assert!(becomes(&mut juju, unseen).is_empty(), "it has not seen that an entity is asked for");
    relation(&mut juju).local_unit_data.remove("data");
    assert_eq!(
        becomes(&mut juju, bag([SEEN_ENTITY, ("secret-entity", &uri)])),
        ["entity_created readers false"]
    );
    assert_eq!(juju.state().secret(USER).unwrap().reader_label, "database.3.entity.secret");
}

#[test]
fn a_name_is_asked_for_in_a_secret_that_goes_when_it_is_used() {
    let (_charm, mut juju) = requirer("named");
    fine(&mut juju, created());
    let label = format!("{}-3-requested-entity", juju.state().model_uuid);
    let secret = juju.state().secret_by_label(&label).unwrap().clone();
    assert_eq!(secret.content(), bag([("entity-name", "ann"), ("password", "planted-1")]));
    assert_eq!(secret.grants, [(ID, "application-postgresql".to_owned())].into());
    let uri = format!("secret:{}", secret.id);
    assert_eq!(relation(&mut juju).local_app_data["requested-entity-secret"], uri);

    grant(&mut juju, USER, [("username", "ann"), ("password", "planted-1")]);
    let seen = format!(r#"{{"database": "webapp", "requested-entity-secret": "{uri}"}}"#);
    let made = bag([("data", &seen), ("secret-user", &format!("secret:{USER}"))]);
    assert_eq!(becomes(&mut juju, made), ["created 3 postgresql  None: ann 9 None"]);
    assert!(juju.state().secret_by_label(&label).is_none());
    fine(&mut juju, "leader-elected");
    assert!(juju.state().secret_by_label(&label).is_none(), "it is not made again");
}

#[test]
fn new_revisions_and_new_certificates_are_told() {
    let (_charm, mut juju) = requirer("all");
    grant(&mut juju, USER, [("token", "planted-3")]);
    let extra = format!("secret:{USER}");
    assert!(becomes(&mut juju, bag([SEEN, ("secret-extra", &extra)])).is_empty());
    grant(&mut juju, TLS, [("tls", "true")]);
    let tls = format!("secret:{TLS}");
    let told = becomes(&mut juju, bag([SEEN, ("secret-extra", &extra), ("secret-tls", &tls)]));
    assert_eq!(told, ["authentication_updated 3 Tls true"]);
    for (label, expected) in [
        ("database.3.extra.secret", &["authentication_updated 3 Extra true"][..]),
        ("database.4.user.secret", &[]),
        ("clients.3.user.secret", &[]),
        ("", &[]),
    ] {
        let hook = Hook::secret("changed", &extra).variable("JUJU_SECRET_LABEL", label);
        assert_eq!(heard(&mut juju, hook), expected, "{label}");
    }
}

#[test]
fn a_secret_that_is_not_granted_yet_comes_again() {
    let (_charm, mut juju) = requirer("plain");
    let id = USER.to_owned();
    juju.state_mut().secrets.push(Secret::new(&id, Owner::Other { is_granted: false }, [("username", "u")]));
    relation(&mut juju).remote_app_data = bag([SEEN, ("secret-user", &format!("secret:{USER}"))]);
    let said = fails(&mut juju, changed());
    assert!(said.contains("may not read secret:"), "{said}");
    assert!(!relation(&mut juju).local_unit_data.contains_key("data"), "it remembers nothing of it");
}

#[test]
fn a_subordinate_is_waited_for_unit_by_unit() {
    let (_charm, mut juju) = requirer("plain");
    let databag = bag([SEEN, ("username", "u"), ("password", "pw"), ("subordinated", "true")]);
    assert!(becomes(&mut juju, databag).is_empty());
    assert!(!relation(&mut juju).local_unit_data.contains_key("data"));
    relation(&mut juju).remote_units_data.insert("postgresql/0".into(), bag([("state", "ready")]));
    let heard = heard(&mut juju, changed().unit("postgresql/0"));
    assert_eq!(heard, ["created 3 postgresql postgresql/0 None: u 2 None"]);
}

#[test]
fn statuses_come_and_go_before_anything_else() {
    let (_charm, mut juju) = requirer("plain");
    let status = |code: u32| format!(r#"{{"code": {code}, "message": "m{code}", "resolution": "r"}}"#);
    let two = format!("[{}, {}]", status(4001), status(5001));
    let raised =
        ["status_raised 4001 m4001, of 2", "status_raised 5001 m5001, of 2", r#"endpoints_changed ["a:1"]"#];
    assert_eq!(becomes(&mut juju, bag([SEEN, ("status", &two), ("endpoints", "a:1")])), raised);
    let one = format!("[{}]", status(5001));
    let resolved = becomes(&mut juju, bag([SEEN, ("status", &one), ("endpoints", "a:1")]));
    assert_eq!(resolved, ["status_resolved 4001"]);
    assert_eq!(becomes(&mut juju, bag([SEEN, ("endpoints", "a:1")])), ["status_resolved 5001"]);
    assert!(becomes(&mut juju, bag([SEEN, ("status", "no JSON"), ("endpoints", "a:1")])).is_empty());
}

#[test]
fn each_relation_has_an_alias_of_its_own() {
    let (_charm, mut juju) = requirer("aliases");
    fine(&mut juju, created());
    let mut second = Relation::named("database", 5, "other").with_unit("other/0", []);
    second.remote_app_data = bag([SEEN, ("username", "u"), ("password", "pw")]);
    juju.state_mut().relations.push(second);
    fine(&mut juju, Hook::relation("database", 5, "created"));
    for (id, alias) in [(ID, "one"), (5, "two")] {
        let relation = juju.state().relation(id).unwrap();
        assert_eq!(
            (relation.local_unit_data["alias"].as_str(), relation.local_app_data["alias"].as_str()),
            (alias, alias)
        );
    }
    let heard = heard(&mut juju, Hook::relation("database", 5, "changed"));
    assert_eq!(heard, [r#"created 5 other  Some("two"): u 2 None"#]);

    juju.state_mut().relations.push(Relation::named("database", 6, "third"));
    let said = fails(&mut juju, Hook::relation("database", 6, "created"));
    assert!(said.contains("no alias left for relation database:6") && said.contains("`limit:`"), "{said}");
}

#[test]
fn what_makes_no_sense_fails_where_it_would_be_asked_for() {
    let (_charm, mut juju) = requirer("wrong");
    assert!(fails(&mut juju, created()).contains("a group has no `extra_user_roles`"));
    juju.state_mut().set_config("ask", "named");
    juju.state_mut().juju_version = "2.9.52".into();
    assert!(fails(&mut juju, created()).contains("Juju 2.9.52 has none"));
    // What makes the settings may say so too.
    juju.state_mut().set_config("ask", "nothing");
    let said = fails(&mut juju, created());
    assert!(said.contains("the settings of a component: nobody asks for `nothing`"), "{said}");
}
