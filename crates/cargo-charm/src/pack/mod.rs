//! `cargo charm pack`: from a package to the one file that Juju deploys.

mod archive;
mod arguments;
mod build;
mod files;
mod linker;
mod manifest;
mod metadata;
mod platform;
mod yaml;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use ops_metadata::Reading;
use ops_metadata::catalogue::{CHARMCRAFT_KEY, CHARMCRAFT_NAME, CHARMCRAFT_SHAPE};

use self::archive::{Content, Entry};
pub(crate) use self::arguments::{Arguments, EXAMPLES};
use self::build::{Failure, Order};
use self::platform::Platform;
use crate::{Outcome, cargo, check, print};

/// Checks, builds and writes; says on standard output what was written, on standard error what is being done.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let denied = [CHARMCRAFT_KEY, CHARMCRAFT_NAME, CHARMCRAFT_SHAPE];
    let reading = match check::metadata(&arguments.folder, &denied) {
        Ok(reading) => reading,
        Err(outcome) => return outcome,
    };
    match pack_all(arguments, &reading) {
        Ok(()) => Outcome::Clean,
        Err(Failure::Errors) => Outcome::Errors,
        Err(Failure::CouldNotRun(why)) => Outcome::CouldNotRun(vec![why]),
    }
}

fn pack_all(arguments: &Arguments, reading: &Reading) -> Result<(), Failure> {
    let folder = &arguments.folder;
    if !cargo::is_package(folder) {
        let shown = folder.display();
        return Err(
            format!("no Cargo.toml in {shown}: what is packed is the program of a Rust package").into()
        );
    }
    if let Some(extension) = reading.metadata.extensions.first() {
        let name = &**extension;
        return Err(format!(
            "charmcraft.yaml has the extension `{name}`, and only charmcraft knows what it adds: pack this charm with charmcraft"
        )
        .into());
    }
    let Some(name) = &reading.metadata.name else { return Err("the charm has no name".to_owned().into()) };
    let platforms = platform::choose(&reading.metadata, &arguments.platforms)?;
    fs::create_dir_all(&arguments.output)
        .map_err(|error| format!("{}: {error}", arguments.output.display()))?;
    for platform in platforms {
        let file = arguments.output.join(format!("{}_{}.charm", **name, platform.name.replace(':', "-")));
        pack(arguments, reading, &platform, &file)?;
    }
    Ok(())
}

fn pack(arguments: &Arguments, reading: &Reading, platform: &Platform, file: &Path) -> Result<(), Failure> {
    let target = platform.target()?;
    say(&format!("building for {target}"));
    let program = build::build(&Order {
        folder: &arguments.folder,
        target,
        program: arguments.bin.as_deref().or_else(|| metadata::program(&reading.metadata)),
        arguments: &arguments.cargo,
        time: Duration::from_secs(arguments.timeout),
    })?;
    say(&format!("packing {}", file.display()));
    let size = size(&program)?;
    let mut entries = metadata::files(reading)?;
    entries.push(manifest::file(platform)?);
    entries.extend(files::files(&arguments.folder)?);
    entries.push(Entry { name: "dispatch".into(), is_program: true, content: Content::File(program) });
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    archive::write(file, &entries)?;
    let packed = self::size(file)?;
    print(&format!("{}: {}, of which dispatch unpacked: {}\n", file.display(), amount(packed), amount(size)));
    Ok(())
}

fn size(file: &Path) -> Result<u64, String> {
    fs::metadata(file).map(|found| found.len()).map_err(|error| format!("{}: {error}", file.display()))
}

/// Progress, in the manner of cargo's own, which stands beside it.
fn say(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// `689 kB`, `1.2 MB`
fn amount(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn sizes_are_for_people() {
        assert_eq!([999, 1_000, 689_176, 1_234_567].map(amount), ["999 bytes", "1 kB", "690 kB", "1.2 MB"]);
    }
}
