//! Databags that are as the schemas say.

use ops::databag::Json;
use ops::prelude::*;

type Titles = Json<String>;

#[databag(schema = "databags/provider.json", of = "app")]
struct Provider {
    endpoints: String,
    read_only_endpoints: Option<String>,
    port: u16,
    tls: Option<bool>,
    databases: Vec<String>,
    title: Titles,
    #[serde(default = "one")]
    weight: u8,
    /// Both sides know it, the schema does not.
    #[databag(additional)]
    zone: Option<String>,
}

fn one() -> u8 {
    1
}

/// Only read: it has what is of interest, and an `Option` where the other side may be late.
#[databag(schema = "databags/provider.json", of = "app", read_only)]
struct Seen {
    endpoints: Option<String>,
    #[databag(name = "read-only-endpoints")]
    read_only: Option<Host>,
}

#[derive(serde::Deserialize)]
struct Host(#[allow(dead_code)] String);

#[databag(schema = "databags/provider.json", of = "unit")]
struct Unit {
    state: String,
}

/// There is one databag alone: it need not be said which.
#[databag(schema = "databags/requirer.json")]
struct Request {
    database: String,
    extra_user_roles: Option<String>,
}

fn main() {
    let request = Request { database: "a".into(), extra_user_roles: Some("admin".into()) };
    let changes = ops::databag::to_changes(&request).unwrap();
    assert_eq!(changes["extra-user-roles"].as_deref(), Some("admin"));
    let provider = Provider {
        endpoints: "h:1".into(),
        read_only_endpoints: None,
        port: 1,
        tls: Some(true),
        databases: vec!["a".into()],
        title: Json("t".into()),
        weight: 1,
        zone: None,
    };
    let changes = ops::databag::to_changes(&provider).unwrap();
    assert_eq!(changes["title"].as_deref(), Some("\"t\""));
    assert_eq!(changes["databases"].as_deref(), Some("[\"a\"]"));
    let bag = changes.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
    let seen: Seen = ops::databag::from_map(&bag).unwrap();
    assert!(seen.endpoints.is_some() && seen.read_only.is_none());
    let unit = Unit { state: "up".into() };
    assert_eq!(ops::databag::to_changes(&unit).unwrap().len(), 1);
}
