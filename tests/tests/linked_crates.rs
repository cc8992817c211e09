//! What a default charm links, held to the list in the README: each crate there has to earn its place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;

use standin::cargo::{cargo, root};

const BEGIN: &str = "<!-- linked crates -->";
const END: &str = "<!-- end -->";

/// The names in backticks between the two markers.
fn listed() -> BTreeSet<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, after) = readme.split_once(BEGIN).unwrap_or_else(|| panic!("no `{BEGIN}` in README.md"));
    let (list, _) =
        after.split_once(END).unwrap_or_else(|| panic!("no `{END}` in README.md after `{BEGIN}`"));
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// What cargo links into `hello`: not what runs while it compiles, and none of this workspace's own packages.
fn linked() -> BTreeSet<String> {
    let mut command = cargo("tree");
    // As it is packed, whatever machine the test runs on.
    command.args(["--target", "x86_64-unknown-linux-musl"]);
    command.args([
        "--package",
        "hello",
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--no-dedupe",
    ]);
    let output = command.args(["--format", "{p}"]).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).unwrap();
    // `serde v1.0.229`, and with its folder a package of the workspace.
    let foreign = tree.lines().filter(|line| !line.contains(" (/"));
    foreign
        .filter_map(|line| line.split(' ').next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_default_charm_links_what_the_readme_lists() {
    let (listed, linked) = (listed(), linked());
    let superfluous: Vec<_> = listed.difference(&linked).collect();
    let missing: Vec<_> = linked.difference(&listed).collect();
    assert!(
        superfluous.is_empty() && missing.is_empty(),
        "README.md, between `{BEGIN}` and `{END}`: listed but not linked {superfluous:?}, linked but not listed {missing:?}"
    );
}
