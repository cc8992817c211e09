//! Compiles each case and compares what rustc says.

use std::io;
use std::path::{Path, PathBuf};

/// Families of cases that must not compile, each case with its `.stderr`.
const FAMILIES: [&str; 7] = ["names", "shape", "types", "databags", "lints", "metadata", "versions"];

#[test]
fn the_compiler_says() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    cases.pass("prose/*/*.rs");
    cases.pass("pass/*/*.rs");
    for family in FAMILIES {
        // The metadata is what its cases differ in: a folder a case.
        cases.compile_fail(match family {
            "metadata" | "versions" => format!("{family}/*/*.rs"),
            _ => format!("{family}/*.rs"),
        });
    }
}

/// Twelve mistakes, in attributes, handlers, config, action parameters and the metadata: twelve errors, of which none is about
/// the charm as a whole but the metadata's own three.
#[test]
fn twelve_mistakes_are_twelve_errors() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("metadata/twelve/charm.stderr");
    let text = std::fs::read_to_string(case).unwrap();
    assert_eq!(text.lines().filter(|line| line.starts_with("error")).count(), 12, "{text}");
    assert_eq!(text.matches("| #[charm(stat = \"local\")]").count(), 1 + 3, "{text}");
}

/// A mistake is one error: whatever follows from it would bury it.
#[test]
fn no_error_is_a_consequence_of_another() {
    let mut texts = Vec::new();
    for family in FAMILIES {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(family), &mut texts).unwrap();
    }
    assert!(texts.len() > 20, "only {} .stderr files were found", texts.len());
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        for error in text.lines().filter(|line| line.starts_with("error")) {
            assert!(error.contains("[OPS"), "{}: not one of ours: {error}", path.display());
        }
    }
}

/// The first thing that a newcomer copies has to compile, with the metadata that stands beside it.
#[test]
fn the_charms_in_the_prose_are_cases() {
    for (prose, case) in [("README.md", "readme"), ("docs/from-python.md", "from_python")] {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(here.join("..").join(prose)).unwrap();
        let block = |language: &str| {
            let block =
                text.split(&format!("```{language}\n")).nth(1).and_then(|rest| rest.split("```").next());
            block.unwrap_or_else(|| panic!("{prose} has no block of {language}"))
        };
        let read = |name| std::fs::read_to_string(here.join("prose").join(case).join(name)).unwrap();
        let charm = block("rust").split("ops::main!").next().unwrap();
        assert!(read("charm.rs").starts_with(charm.trim_end()), "{prose} and prose/{case}/charm.rs differ");
        assert_eq!(block("yaml"), read("charmcraft.yaml"), "{prose} and prose/{case}/charmcraft.yaml differ");
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "stderr") {
            found.push(path);
        }
    }
    Ok(())
}
