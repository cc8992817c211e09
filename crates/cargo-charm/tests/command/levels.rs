//! `--allow` and `--deny`.

use crate::support::{METADATA, cargo_charm, charm, stderr, stdout};

#[test]
fn a_warning_can_be_allowed_or_denied() {
    let folder = charm(&[("metadata.yaml", &format!("{METADATA}name: web\n"))]);
    let run = |arguments: &[&str]| {
        let output = cargo_charm(folder.path(), &[&["check"], arguments].concat());
        (output.status.code(), stdout(&output).to_owned())
    };
    let (status, text) = run(&["--allow", "OPS0008"]);
    assert_eq!(status, Some(0));
    assert!(text.starts_with("no problems found"), "{text}");
    for deny in ["OPS0008", "ops0008", "warnings"] {
        let (status, text) = run(&["--deny", deny]);
        assert_eq!(status, Some(1));
        assert!(text.contains("error[OPS0008]") && text.contains("1 error, 0 warnings"), "{text}");
    }
    let (status, _) = run(&["--allow", "OPS0008", "--deny", "warnings"]);
    assert_eq!(status, Some(1), "what is both is denied");
}

#[test]
fn an_error_cannot_be_allowed() {
    let folder = charm(&[("metadata.yaml", METADATA)]);
    let output = cargo_charm(folder.path(), &["check", "--allow", "OPS0101"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("only warnings can be allowed"), "{}", stderr(&output));
    let output = cargo_charm(folder.path(), &["check", "--allow", "OPS0018"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("OPS0017"), "{}", stderr(&output));
}
