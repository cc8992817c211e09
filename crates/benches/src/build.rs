//! `benches build`: what it costs a user to build a charm for the first time.
//!
//! Two crates are built from nothing in the development profile, sources already downloaded, each into an empty target folder: a
//! copy of the example `hello` with `charmed-ops` as its one dependency, and a program that derives serde's traits, with
//! `serde` as its one dependency. What the first takes beyond the second is our price: most Rust programs have paid for serde
//! already. Both take their crates' versions from the workspace's `Cargo.lock`.

use std::error::Error;
use std::fs;
use std::io;
use std::path::Path;

use standin::cargo::root;
use tempfile::TempDir;

use crate::cpu::{Cost, Figure, Spread, measure};
use crate::report::{Report, Row};
use crate::user_crate;

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
    // Other work on the machine is in every sample: the least of several is nearest to what the build itself takes.
    let samples = if is_quick { 1 } else { 6 };
    report.rows = rows(samples)?;
    report.notes = vec![format!("the least of {samples}; the aim is at most 15 s beyond serde")];
    Ok(report)
}

/// The cases, each the least of some samples.
pub(crate) fn rows(samples: usize) -> Result<Vec<Row>, Box<dyn Error>> {
    let folder = TempDir::new()?;
    let (charm, baseline) = (folder.path().join("charm"), folder.path().join("baseline"));
    lay_charm(&charm)?;
    user_crate::lay(&baseline, "user", &[user_crate::requirement("serde")?], BASELINE)?;

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
    Ok(vec![
        row("from nothing", least(&ours, whole), Some(least(&floor, whole))),
        row("from nothing, beyond serde", least(&ours, whole) - least(&floor, whole), None),
        row("from nothing wall", least(&ours, wall), Some(least(&floor, wall))),
    ])
}

/// The example `hello`, as a person would have it outside of this workspace.
fn lay_charm(folder: &Path) -> io::Result<()> {
    let hello = root().join("examples/hello");
    let main = fs::read_to_string(user_crate::main_file(&hello))?;
    user_crate::lay(folder, "user", &[user_crate::ours()], &main)?;
    fs::copy(hello.join("charmcraft.yaml"), folder.join("charmcraft.yaml"))?;
    Ok(())
}

fn build(folder: &Path) -> io::Result<Cost> {
    let target = TempDir::new()?;
    measure(&mut user_crate::cargo_in(folder, "build", target.path()))
}
