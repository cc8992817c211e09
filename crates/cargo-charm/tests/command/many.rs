//! Many charms in one run.

use crate::support::{METADATA, cargo_charm, charm, stderr, stdout};

const WRONG: &str = "name: a\nsummary: s\ndescription: d\nrequires: {db: {interface: on}}\n";

#[test]
fn they_are_reported_in_the_order_given() {
    let names: Vec<String> = (0..20).map(|n| format!("c{n:02}")).collect();
    let files: Vec<(String, &str)> =
        names.iter().map(|name| (format!("{name}/metadata.yaml"), WRONG)).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = charm(&files);
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(names.iter().rev().map(String::as_str));
    let output = cargo_charm(folder.path(), &arguments);
    let found: Vec<String> = stdout(&output)
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["file"].as_str().unwrap().to_owned()
        })
        .collect();
    let wanted: Vec<String> = names.iter().rev().map(|name| format!("{name}/metadata.yaml")).collect();
    assert_eq!((output.status.code(), found), (Some(1), wanted));
}

#[test]
fn the_exit_status_is_the_worst_and_the_others_are_reported() {
    let folder =
        charm(&[("good/metadata.yaml", METADATA), ("bad/metadata.yaml", WRONG), ("none/README", "")]);
    let clean = cargo_charm(folder.path(), &["check", "good", "good"]);
    assert_eq!((clean.status.code(), stdout(&clean)), (Some(0), "no problems found (2 charms)\n"));
    let errors = cargo_charm(folder.path(), &["check", "good", "bad"]);
    assert_eq!(errors.status.code(), Some(1));
    assert!(
        stdout(&errors).ends_with("1 error, 0 warnings in bad/metadata.yaml (1 of 2 charms)\n"),
        "{}",
        stdout(&errors)
    );
    let failed = cargo_charm(folder.path(), &["check", "nowhere", "bad", "none"]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(stdout(&failed).contains("error[OPS0101]"), "{}", stdout(&failed));
    let said: Vec<&str> = stderr(&failed).lines().filter(|line| line.starts_with("error: ")).collect();
    assert!(said[0].contains("no folder nowhere") && said[1].contains("no charm in none"), "{said:?}");
}
