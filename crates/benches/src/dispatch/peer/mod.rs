//! The peer: charms on ops, the Python framework.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use standin::cargo::run;
use standin::python;

const HELLO: (&str, &str, &str) = (
    include_str!("hello.py"),
    "name: hello\nsummary: hello\ndescription: hello\n",
    "options:
  greeting: {type: string, default: Hello}
  recipient: {type: string}
  volume: {type: int, default: 1}
",
);
const RELATIONS: (&str, &str, &str) = (
    include_str!("relations.py"),
    "name: relations-charm\nsummary: r\ndescription: r\nrequires: {db: {interface: addresses}}\n",
    "options: {}\n",
);
const STATEFUL: (&str, &str, &str) = (
    include_str!("stateful.py"),
    "name: stateful-charm\nsummary: s\ndescription: s\nrequires: {queue: {interface: queue}}\n",
    "options:\n  ballast: {type: int, default: 0}\n",
);
const ACTIONS: &str =
    "greet:\n  description: Greets.\n  params: {name: {type: string}}\n  required: [name]\n";

/// Lays the charm that does what one of ours does in a folder, with so many deferred events.
///
/// # Errors
/// There is no Python, or ops cannot be installed.
pub(crate) fn lay(name: &str, deferred: usize, folder: &Path) -> io::Result<()> {
    let (charm, metadata, config) = match name {
        "hello" => HELLO,
        "relations-charm" => RELATIONS,
        _ => STATEFUL,
    };
    fs::create_dir_all(folder)?;
    fs::write(folder.join("metadata.yaml"), metadata)?;
    fs::write(folder.join("config.yaml"), config)?;
    if name == "relations-charm" {
        fs::write(folder.join("actions.yaml"), ACTIONS)?;
    }
    python::lay(folder, charm)?;
    if deferred > 0 {
        let defer = ["-c", include_str!("defer.py"), &deferred.to_string()];
        run(Command::new(python::interpreter()?).args(defer).current_dir(folder))?;
    }
    Ok(())
}
