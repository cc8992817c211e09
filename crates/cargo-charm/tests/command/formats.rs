//! What workflows and code scanning read.

use serde_json::Value;

use crate::support::{METADATA, cargo_charm, charm, command, stdout};

const WRONG: &str = "name: a\nsummary: s\ndescription: d\nrequires:\n  db: {interface: on}\nname: a\n";

#[test]
fn github_s_annotations_stand_at_the_lines() {
    let folder = charm(&[("a, b/metadata.yaml", WRONG), ("c/metadata.yaml", METADATA)]);
    let output = cargo_charm(folder.path(), &["check", "--format", "github", "a, b", "c"]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        lines,
        [
            "::error file=a%2C b/metadata.yaml,line=5,endLine=5,col=19,title=OPS0101%3A a value has the wrong type\
             ::`requires.db.interface` must be a string, but Juju reads the boolean `on`%0Ahelp: quote it: `\"on\"`",
            "::warning file=a%2C b/metadata.yaml,line=6,endLine=6,col=1,title=OPS0008%3A a key is given twice\
             ::the key `name` is given twice; Juju takes the last\
             %0Ahelp: keep one of them, or give one another name",
            "1 error, 1 warning in a, b/metadata.yaml (1 of 2 charms)",
        ]
    );
}

#[test]
fn in_a_workflow_paths_start_where_it_was_checked_out() {
    let folder = charm(&[("charms/a/metadata.yaml", WRONG)]);
    let root = folder.path().canonicalize().unwrap();
    let output = command(&root.join("charms"), &["check", "--format", "github", "../charms/a"])
        .env("GITHUB_WORKSPACE", &root)
        .output()
        .unwrap();
    assert!(stdout(&output).starts_with("::error file=charms/a/metadata.yaml,"), "{}", stdout(&output));
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let folder = charm(&[("my charm/metadata.yaml", WRONG)]);
    let output = cargo_charm(folder.path(), &["check", "--format", "sarif", "my charm"]);
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_str(stdout(&output)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), ops_metadata::CATALOGUE.len());
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    let first = &results[0];
    assert_eq!((&first["ruleId"], &first["level"]), (&"OPS0101".into(), &"error".into()));
    let rule = &rules[usize::try_from(first["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!(rule["id"], "OPS0101");
    assert!(rule["helpUri"].as_str().unwrap().ends_with("/docs/errors/OPS0101.md"));
    let place = &first["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "my%20charm/metadata.yaml");
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 5, "startColumn": 19, "endLine": 5, "endColumn": 21})
    );
    assert_eq!(
        first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "\"on\""
    );
    assert_eq!(results[1]["level"], "warning");
    assert_eq!(results[1]["relatedLocations"][0]["message"]["text"], "this one is lost");
}

#[test]
fn sarif_is_a_document_also_where_nothing_is_wrong_or_nothing_could_run() {
    let folder = charm(&[("good/metadata.yaml", METADATA)]);
    for (argument, status) in [("good", 0), ("nowhere", 2)] {
        let output = cargo_charm(folder.path(), &["check", "--format", "sarif", argument]);
        assert_eq!(output.status.code(), Some(status));
        let log: Value = serde_json::from_str(stdout(&output)).unwrap();
        assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    }
}
