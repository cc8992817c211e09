//! Databags of the example held against the real schema of their interface, which a charm keeps beside its code.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

mod support;

use std::fs;

use standin::cargo::root;
use support::copy::Copy;

const SCHEMAS: &str = "interfaces/postgresql_client/v0";

#[test]
fn an_example_is_held_against_the_interface_s_own_schema() {
    let shared = root().parent().unwrap().join("shared").join(SCHEMAS);
    if !shared.is_dir() {
        eprintln!("SKIPPED: there is no {}", shared.display());
        return;
    }
    let copy = Copy::lay("with-schema");
    fs::create_dir_all(copy.file(SCHEMAS)).unwrap();
    for side in ["provider.json", "requirer.json"] {
        fs::write(copy.file(SCHEMAS).join(side), fs::read(shared.join(side)).unwrap()).unwrap();
    }
    let (requirer, provider) = (format!("{SCHEMAS}/requirer.json"), format!("{SCHEMAS}/provider.json"));

    // What the requirer writes has to be complete; what it reads of the provider need not be.
    let database = "src/database.rs";
    copy.edit(database, "#[databag]\n#[derive", &format!("#[databag(schema = \"{requirer}\")]\n#[derive"));
    copy.edit(
        database,
        "#[databag]\npub(crate) struct DatabaseAnswer",
        &format!("#[databag(schema = \"{provider}\", read_only)]\npub(crate) struct DatabaseAnswer"),
    );
    // The schema leaves out what both sides know.
    let said = copy.check().unwrap_err();
    assert_eq!(errors(&said).len(), 1, "{said}");
    assert!(said.contains("[OPS0210]") && said.contains("`secret-user`"), "{said}");
    copy.edit(database, "(name = \"secret-user\")", "(name = \"secret-user\", additional)");
    copy.check().unwrap();
    let key = "#[databag(name = \"requested-secrets\")]";
    copy.edit(database, key, "#[databag(name = \"extra-group-roles\")]");
    let said = copy.check().unwrap_err();
    assert!(said.contains("[OPS0506]") && said.contains("`requested-secrets`"), "{said}");
    assert!(said.contains(&format!("{requirer}:")), "{said}");
    copy.edit(database, "#[databag(name = \"extra-group-roles\")]", key);
    copy.check().unwrap();

    // An edit of the schema alone is seen, and seen to be mended.
    let rename = |from: &str, to: &str| {
        // Where it is described, and in what is required.
        for _ in 0..2 {
            copy.edit(&provider, from, to);
        }
    };
    rename("\"endpoints\"", "\"addresses\"");
    let said = copy.check().unwrap_err();
    assert_eq!(errors(&said).len(), 1, "{said}");
    assert!(said.contains("[OPS0210] the interface's schema has no key `endpoints`"), "{said}");
    rename("\"addresses\"", "\"endpoints\"");
    copy.check().unwrap();
}

fn errors(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.starts_with("error") && !line.contains("could not compile")).collect()
}
