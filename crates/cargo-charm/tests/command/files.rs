//! Files that cannot be read, or hold no text.

use std::fs;

use crate::support::{METADATA, cargo_charm, charm, stdout};

#[test]
fn a_file_that_is_not_text() {
    let folder = charm(&[]);
    fs::write(folder.path().join("metadata.yaml"), b"name: caf\xe9\nsummary: s\ndescription: d\n").unwrap();
    let output = cargo_charm(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("error[OPS0004]: metadata.yaml is not UTF-8 text: line 1"));
}

/// The process's own memory: a file that is there, can be opened, and cannot be read at its start.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read() {
    let folder = charm(&[("metadata.yaml", METADATA)]);
    std::os::unix::fs::symlink("/proc/self/mem", folder.path().join("config.yaml")).unwrap();
    let output = cargo_charm(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("error[OPS0002]: config.yaml cannot be read"), "{}", stdout(&output));
}
