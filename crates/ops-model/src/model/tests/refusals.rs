use serde_json::json;

use super::{POSTGRESQL, WEB, deployed, metadata};
use crate::model::{Model, Refused};
use crate::resolver::Platform;

fn refusal<T: std::fmt::Debug>(result: Result<T, Refused>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn what_cannot_be_related_is_refused() {
    let mut model = deployed(1, 1);
    let mut told = |one: &str, other: &str| refusal(model.integrate(one, other));
    assert_eq!(told("web:db", "mysql:db"), "application \"mysql\" not found");
    assert_eq!(told("web:x", "postgresql:db"), "application \"web\" has no \"x\" relation");
    assert_eq!(told("web:cache", "postgresql:db"), "no relations found");
    assert_eq!(told("postgresql:db", "postgresql:admin"), "no relations found");
    assert_eq!(told("web:cluster", "web:cluster"), "no relations found");
    assert_eq!(
        told("postgresql", "web"),
        "ambiguous relation: \"postgresql web\" could refer to \"web:db postgresql:admin\"; \"web:db postgresql:db\""
    );
    model.integrate("postgresql:db", "web").unwrap();
    let key = "\"web:db postgresql:db\"";
    assert_eq!(
        refusal(model.integrate("web:db", "postgresql:db")),
        format!("cannot add relation {key}: relation web:db postgresql:db already exists")
    );
    assert_eq!(
        refusal(model.integrate("web:db", "postgresql:admin")),
        "cannot add relation \"web:db postgresql:admin\": establishing a new relation for web:db would exceed its maximum \
         relation limit of 1"
    );
    assert_eq!(refusal(model.remove_relation(9)), "relation 9 not found");
    assert_eq!(
        refusal(model.remove_relation(0)),
        "cannot remove relation \"web:cluster\": is a peer relation"
    );
}

#[test]
fn so_is_what_is_not_there() {
    let mut model = deployed(1, 1);
    let mut deploy = |name: &str| refusal(model.deploy(name, &metadata(POSTGRESQL), Platform::Machine, 1));
    assert_eq!(deploy("web"), "cannot add application \"web\": application already exists");
    for name in ["", "Web", "web/0", "web-", "web-1", "1web", "wéb"] {
        assert_eq!(deploy(name), format!("invalid application name {name:?}"));
    }
    assert_eq!(refusal(model.add_unit("mysql")), "application \"mysql\" not found");
    for unit in ["web/1", "web", "mysql/0", "web/x", "/"] {
        assert_eq!(refusal(model.remove_unit(unit)), format!("unit {unit:?} not found"));
    }
    assert_eq!(refusal(model.configure("web", "colour", "red")), "unknown option \"colour\"");
    assert_eq!(refusal(model.configure("web", "port", "abc")), "option \"port\" expected int, got \"abc\"");
    assert_eq!(
        refusal(model.ask("web/0", "restore", json!({}))),
        "action \"restore\" not defined on unit \"web/0\""
    );
    assert_eq!(refusal(model.grant_secret("secret:x", "web")), "secret \"secret:x\" not found");
    assert_eq!(refusal(model.detach_storage("data/9")), "storage \"data/9\" not found");
}

#[test]
fn kubernetes_removes_the_last_unit_first() {
    let mut model = Model::new("dev");
    model.deploy("web", &metadata(WEB), Platform::Kubernetes, 3).unwrap();
    assert!(model.remove_unit("web/0").is_err());
    model.remove_unit("web/2").unwrap();
    model.remove_unit("web/1").unwrap();
}
