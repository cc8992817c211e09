//! `benches expand`: what the macros add to `cargo check` while a charm is written.
//!
//! A charm is generated with 40 endpoints, 60 options, 30 actions and 80 handlers, and the same charm by hand: the same methods
//! over the same library. An edit is checked that changes nothing (a line of comment at the end), of each in turn, in one target
//! folder: what ours takes beyond the other is what a person waits for the macros each time. By hand an action's parameters
//! are read by serde's derive, as a person does; beside that stands a third crate without these derives, which our macros do not
//! use. A first build is measured as in `benches build`.

mod charm;
mod hand_written;
mod handlers;
mod metadata;
mod ours;

use std::error::Error;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::build;
use crate::cpu::{Cost, Figure, Spread, measure};
use crate::report::{Report, Row};
use crate::user_crate;
use charm::Field;
use hand_written::Parameters;

pub(crate) const NAME: &str = "expand";
pub(crate) const MEASURES: &str = "a large charm checked again after an edit, beside the same charm by hand";

/// What the actions return, in both crates.
const RESULTS: &str = "#[derive(serde::Serialize)]
struct BackUp {
    target: String,
    size: u64,
}

#[derive(serde::Serialize)]
struct Rotation {
    username: String,
}

#[derive(serde::Serialize)]
struct Report {
    address: String,
    is_known: bool,
}
";

pub(crate) fn run(is_quick: bool) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::begin(NAME);
    let folder = TempDir::new()?;
    let crates = Crates::lay(folder.path(), &folder.path().join("target"))?;
    let (rounds, builds) = if is_quick { (5, 1) } else { (20, 3) };
    report.rows = incremental(&crates, rounds)?;
    report.rows.extend(build::rows(builds)?);
    report.notes = vec![
        format!("checks: the least of {rounds}; the aim is at most 80 ms beyond hand-written"),
        format!(
            "from nothing: as in `benches build`, the least of {builds}; the aim is at most 15 s beyond serde"
        ),
    ];
    Ok(report)
}

/// Where the crates are, and what they are built in.
struct Crates {
    ours: PathBuf,
    hand_written: PathBuf,
    /// With [`Parameters::ByHand`].
    same_derives: PathBuf,
    target: PathBuf,
}

impl Crates {
    fn lay(folder: &Path, target: &Path) -> io::Result<Self> {
        let dependencies =
            [user_crate::ours(), user_crate::requirement("serde")?, user_crate::requirement("serde_json")?];
        let lay = |name: &str, main: &str| {
            let folder = folder.join(name);
            user_crate::lay(&folder, name, &dependencies, main).map(|()| folder)
        };
        let ours = lay("ours", &ours::main_rs())?;
        write_metadata(&ours, "Does everything at once.")?;
        Ok(Self {
            ours,
            hand_written: lay("hand-written", &hand_written::main_rs(Parameters::Derived))?,
            same_derives: lay("same-derives", &hand_written::main_rs(Parameters::ByHand))?,
            target: target.to_owned(),
        })
    }

    fn check(&self, folder: &Path) -> io::Result<Cost> {
        measure(&mut user_crate::cargo_in(folder, "check", &self.target))
    }
}

fn incremental(crates: &Crates, rounds: usize) -> io::Result<Vec<Row>> {
    let Crates { ours, hand_written, same_derives, .. } = crates;
    let [mut of_ours, mut of_floor, mut of_same, mut of_yaml] = [const { Vec::new() }; 4];
    for folder in [ours, hand_written, same_derives] {
        crates.check(folder)?;
    }
    for round in 0..rounds {
        for (folder, costs) in
            [(hand_written, &mut of_floor), (ours, &mut of_ours), (same_derives, &mut of_same)]
        {
            append_line(folder)?;
            costs.push(crates.check(folder)?);
        }
        write_metadata(ours, &format!("Does everything at once, in round {round}."))?;
        of_yaml.push(crates.check(ours)?);
    }
    let least = |costs: &[Cost], figure: Figure| Spread::of(costs.iter().map(figure)).min.as_secs_f64() * 1e3;
    let whole: Figure = |cost| cost.whole;
    let wall: Figure = |cost| cost.wall;
    let row = |case, ours, floor| Row::new(case, "ms", ours, floor, None);
    let [cpu, floor, same] = [&of_ours, &of_floor, &of_same].map(|costs| least(costs, whole));
    Ok(vec![
        row("incremental check", cpu, Some(floor)),
        row("incremental check, beyond hand-written", cpu - floor, None),
        row("incremental check, beyond hand-written with the same derives", cpu - same, None),
        row("incremental check wall", least(&of_ours, wall), Some(least(&of_floor, wall))),
        row("incremental check after an edit of the YAML", least(&of_yaml, whole), None),
        row("incremental check after an edit of the YAML wall", least(&of_yaml, wall), None),
    ])
}

fn append_line(folder: &Path) -> io::Result<()> {
    let mut main = OpenOptions::new().append(true).open(user_crate::main_file(folder))?;
    main.write_all(b"// An edit that changes nothing.\n")
}

fn write_metadata(folder: &Path, description: &str) -> io::Result<()> {
    fs::write(folder.join("charmcraft.yaml"), metadata::charmcraft_yaml(description))
}

/// A struct with these fields, under this attribute, which is a line or nothing.
fn struct_source(attribute: &str, name: &str, fields: impl IntoIterator<Item = Field>) -> String {
    let fields = fields.into_iter().map(|Field { name, type_name }| format!("    {name}: {type_name},\n"));
    let fields: String = fields.collect();
    format!("{attribute}struct {name} {{\n{fields}}}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charm_is_as_large_as_it_says() {
        let folder = TempDir::new().unwrap();
        write_metadata(folder.path(), "Does everything at once.").unwrap();
        let reading = ops_metadata::read(folder.path());
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let found = reading.metadata;
        assert_eq!((found.endpoints.len(), found.options.len(), found.actions.len()), (40, 60, 30));
        assert_eq!((found.containers.len(), found.storages.len()), (4, 3));

        let ours = ours::main_rs();
        assert_eq!(ours.matches("#[on(").count(), 80);
        let by_hand = [Parameters::Derived, Parameters::ByHand].map(hand_written::main_rs);
        for main in &by_hand {
            assert_eq!(main.matches("Handler::new(").count(), 80);
        }
        // How the methods are called is all that differs.
        for handler in handlers::handlers() {
            let method = handler.source();
            assert!(ours.contains(&method) && by_hand.iter().all(|main| main.contains(&method)), "{method}");
            assert!(ops_metadata::events(&found).contains(&handler.hook()) || handler.event.is_none());
        }
    }

    /// Each a charm that a person might have written: it compiles, and without a warning.
    #[test]
    fn the_crates_compile_without_a_warning() {
        // With the workspace's own target folder, and in a place that is kept: only what changed is built again.
        let target = standin::cargo::target().unwrap();
        let crates = Crates::lay(&target.join("tests/expand"), &target).unwrap();
        for folder in [&crates.ours, &crates.hand_written, &crates.same_derives] {
            let output = user_crate::cargo_in(folder, "check", &target).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && said.is_empty(), "{}: {said}", folder.display());
        }
    }
}
