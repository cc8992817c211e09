//! `benches build`: what it costs a user to build a charm for the first time.
//!
//! Two crates are built from nothing in the development profile, sources already downloaded, each into an empty target folder: a
//! copy of the example `hello` with `charmed-ops` as its one dependency, and a program that derives serde's traits, with
//! `serde` as its one dependency. What the first takes beyond the second is our price: most Rust programs have paid for serde
//! already. Both take their crates' versions from the workspace's `Cargo.lock`.

use std::env;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use standin::cargo::{cargo, root, run as run_command};
use tempfile::TempDir;

use crate::cpu::{Cost, Figure, Spread, measure};
use crate::report::{Report, Row};

pub(crate) const NAME: &str = "build";
pub(crate) const MEASURES: &str = "a user's charm built from nothing, beside a crate that has only serde";

const BASELINE: &str = r#"//! Derives what nearly every program derives.
#[derive(serde::Serialize, serde::Deserialize)]
struct Config {
    greeting: String,
    recipient: Option<String>,
    volume: u8,
}
fn main() {
    let config = Config { greeting: String::new(), recipient: None, volume: 1 };
    println!("{}{:?}{}", config.greeting, config.recipient, config.volume);
}
"#;

pub(crate) fn run(is_quick: bool) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::begin(NAME);
    let folder = TempDir::new()?;
    let (charm, baseline) = (folder.path().join("charm"), folder.path().join("baseline"));
    lay_charm(&charm)?;
    lay_crate(&baseline, &format!("serde = {}", serde_requirement()?), BASELINE)?;

    let samples = if is_quick { 1 } else { 3 };
    let mut ours = Vec::new();
    let mut floor = Vec::new();
    for _ in 0..samples {
        floor.push(build(&baseline)?);
        ours.push(build(&charm)?);
    }
    let least = |costs: &[Cost], figure: Figure| Spread::of(costs.iter().map(figure)).min.as_secs_f64();
    let whole: Figure = |cost| cost.whole;
    let wall: Figure = |cost| cost.wall;
    let row = |case: &str, ours, floor| Row::new(case, "s", ours, floor, None);
    report.rows = vec![
        row("from nothing", least(&ours, whole), Some(least(&floor, whole))),
        row("from nothing, beyond serde", least(&ours, whole) - least(&floor, whole), None),
        row("from nothing wall", least(&ours, wall), Some(least(&floor, wall))),
    ];
    report.notes = vec![format!("the least of {samples}; the aim is at most 15 s beyond serde")];
    Ok(report)
}

/// The example `hello`, as a person would have it outside of this workspace.
fn lay_charm(folder: &Path) -> io::Result<()> {
    let hello = root().join("examples/hello");
    let ops = root().join("ops");
    let main = fs::read_to_string(hello.join("src/main.rs"))?;
    lay_crate(folder, &format!("charmed-ops = {{ path = {ops:?} }}"), &main)?;
    fs::copy(hello.join("charmcraft.yaml"), folder.join("charmcraft.yaml"))?;
    Ok(())
}

fn lay_crate(folder: &Path, dependency: &str, main: &str) -> io::Result<()> {
    let manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependency}\n\n[workspace]\n"
    );
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), main)?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    run_command(cargo("fetch").arg("--quiet").current_dir(folder))
}

/// What the workspace asks of serde, so that both crates build the same one.
fn serde_requirement() -> io::Result<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("serde = "));
    line.map(str::to_owned).ok_or_else(|| io::Error::other("the workspace's Cargo.toml names no serde"))
}

fn build(folder: &Path) -> io::Result<Cost> {
    let target = TempDir::new()?;
    let mut command = cargo("build");
    command.args(["--quiet", "--offline"]).current_dir(folder).env("CARGO_TARGET_DIR", target.path());
    // A cache of compiled crates would be measured instead, and another profile than the default.
    for (name, _) in env::vars_os() {
        if name == "RUSTC_WRAPPER" || name == "RUSTFLAGS" || has_prefix(&name, "CARGO_PROFILE_") {
            command.env_remove(name);
        }
    }
    measure(&mut command)
}

fn has_prefix(name: &OsStr, prefix: &str) -> bool {
    name.to_str().is_some_and(|name| name.starts_with(prefix))
}
