//! `cargo charm explain`.

use ops_metadata::CATALOGUE;

use crate::support::{cargo_charm, charm, stderr, stdout};

#[test]
fn a_code_is_explained_however_it_is_written() {
    let folder = charm(&[]);
    let page = cargo_charm(folder.path(), &["charm", "explain", "OPS0201"]);
    assert_eq!(page.status.code(), Some(0));
    assert!(stdout(&page).starts_with("# OPS0201: the metadata has no such endpoint\n"), "{}", stdout(&page));
    assert!(stdout(&page).contains("```rust wrong\n") && stdout(&page).contains("```rust right\n"));
    for code in ["ops0201", "0201", "201", "[OPS0201]"] {
        assert_eq!(cargo_charm(folder.path(), &["explain", code]), page, "{code}");
    }
}

#[test]
fn without_a_code_all_are_listed_by_family() {
    let output = cargo_charm(charm(&[]).path(), &["explain"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0));
    assert!(text.starts_with("Files and YAML\n  OPS0001  error    no metadata in this folder\n"), "{text}");
    assert!(text.contains("\n\nNames in code\n  OPS0201  error "), "{text}");
    for entry in CATALOGUE {
        assert!(text.contains(&format!("  {}  {:7}  {}\n", entry.code, entry.level.as_str(), entry.title)));
    }
}

#[test]
fn an_unknown_code_brings_the_closest_ones() {
    for (code, close) in
        [("OPS0212", "OPS0202"), ("OPS0018", "OPS0017"), ("E0277", "OPS0207"), ("\u{1b}[31m", "OPS0")]
    {
        let output = cargo_charm(charm(&[]).path(), &["explain", code]);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{code}");
        assert!(stderr(&output).contains("the closest are:"), "{}", stderr(&output));
        assert!(stderr(&output).contains(close), "{code}: {}", stderr(&output));
        assert!(!stderr(&output).contains('\u{1b}'));
    }
}
