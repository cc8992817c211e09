//! A workflow of GitHub Actions.

/// The name of the file: one for each charm of a repository.
pub(super) fn file_name(below: &str) -> String {
    match below.rsplit(['/', '\\']).next() {
        None | Some("") => "charm.yaml".to_owned(),
        Some(name) => format!("charm-{name}.yaml"),
    }
}

/// The workflow for a charm in this folder of the repository (nothing for its root), with what a package needs besides.
pub(super) fn workflow(below: &str, is_package: bool) -> String {
    let name = if below.is_empty() { "charm".to_owned() } else { format!("charm {below}") };
    let place = if below.is_empty() {
        String::new()
    } else {
        format!("    defaults:\n      run:\n        working-directory: {}\n", quoted(below))
    };
    let target = if is_package { "      - run: rustup target add x86_64-unknown-linux-musl\n" } else { "" };
    let package = if is_package {
        "      - run: cargo test\n      - run: cargo build --release --target x86_64-unknown-linux-musl\n"
    } else {
        ""
    };
    format!(
        "# Written by `cargo charm ci github`; yours to change.\n\
         name: {name}\n\
         \n\
         on:\n\
         \x20 push:\n\
         \x20   branches: [main]\n\
         \x20 pull_request:\n\
         \n\
         permissions:\n\
         \x20 contents: read\n\
         \n\
         jobs:\n\
         \x20 check:\n\
         \x20   runs-on: ubuntu-latest\n\
         {place}\
         \x20   steps:\n\
         \x20     - uses: actions/checkout@v4\n\
         {target}\
         \x20     - run: cargo install cargo-charm --locked\n\
         \x20     - run: cargo charm check --format github\n\
         {package}",
        name = quoted(&name),
    )
}

/// In double quotes, whose escapes are those of JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
