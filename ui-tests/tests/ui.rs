//! Compiles each case and compares what rustc says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The families of cases that must not compile, each case with its `.stderr`.
const FAMILIES: [&str; 21] = [
    "names",
    "subjects",
    "signatures",
    "events",
    "deferral",
    "duplicates",
    "forgotten",
    "components",
    "arguments",
    "items",
    "options",
    "parameters",
    "databags",
    "schemas",
    "storages",
    "relations",
    "refused",
    "lints",
    "metadata",
    "versions",
    "migrations",
];

/// Cases of several mistakes, of which none hides another.
const SEVERAL: &str = "several";

#[test]
fn the_compiler_says() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    cases.pass("prose/*/*.rs");
    cases.pass("pass/*/*.rs");
    drop(cases);
    // Without a case to run, all are checked in one call of cargo, side by side.
    let cases = trybuild::TestCases::new();
    for family in FAMILIES.into_iter().chain([SEVERAL]) {
        cases.compile_fail(format!("{family}/*.rs"));
        cases.compile_fail(format!("{family}/*/charm.rs"));
    }
}

/// A case that must not compile.
struct Case {
    family: &'static str,
    name: String,
    /// What the compiler prints.
    stderr: String,
}

impl Case {
    /// The codes of its errors, in their order.
    fn codes(&self) -> Vec<&str> {
        self.errors().filter_map(|error| error.split_once("[OPS")?.1.get(..4)).collect()
    }

    fn errors(&self) -> impl Iterator<Item = &str> {
        self.stderr.lines().filter(|line| line.starts_with("error"))
    }
}

/// `README.md` says the rule: `FAMILY/CODE_N_what.rs`, or a folder of that name with metadata of its own.
#[test]
fn a_case_has_the_number_of_its_mistake() {
    let readme = fs::read_to_string(here().join("README.md")).unwrap();
    let cases = cases();
    let mut numbers = BTreeSet::new();
    for Case { family, name, .. } in &cases {
        let parts: Vec<&str> = name.splitn(3, '_').collect();
        let [code, number, what] = parts[..] else { panic!("{family}/{name} is not `CODE_N_what`") };
        assert!(code.len() == 4 && is_number(code), "{family}/{name}: `{code}` is no code");
        assert!(is_number(number) && !number.starts_with('0'), "{family}/{name}: `{number}` is no number");
        assert!(
            what.starts_with(|c: char| c.is_ascii_lowercase()),
            "{family}/{name} does not say what it is"
        );
        assert!(numbers.insert((family, code, number)), "{family}/{code}_{number} is there twice");
        let is_its = |line: &str| line.starts_with("### ") && line.contains(&format!("`{family}`"));
        assert!(readme.lines().any(is_its), "README.md does not say what `{family}` is");
    }
    for case in &cases {
        let mut codes = case.codes();
        codes.sort_unstable();
        codes.dedup();
        match &case.name[..4] {
            "0000" => assert!(codes.len() > 1, "{}/{} has one code: {codes:?}", case.family, case.name),
            code => assert_eq!(codes, [code], "{}/{}", case.family, case.name),
        }
    }
    assert!(cases.len() >= 120, "only {} cases must not compile", cases.len());
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A mistake is one error: whatever follows from it would bury it.
#[test]
fn no_error_is_a_consequence_of_another() {
    for case in cases() {
        let mut errors = 0;
        for error in case.errors() {
            assert!(error.contains("[OPS"), "{}/{}: not one of ours: {error}", case.family, case.name);
            errors += 1;
        }
        assert!(errors > 0, "{}/{} has no error", case.family, case.name);
    }
}

/// Twelve mistakes, in attributes, handlers, config, action parameters and the metadata: twelve errors, of which none is about
/// `#[charm]` as a whole.
#[test]
fn twelve_mistakes_are_twelve_errors() {
    let cases = cases();
    let case = |name: &str| cases.iter().find(|case| case.name == name).unwrap();
    let text = &case("0000_1_twelve").stderr;
    assert_eq!(case("0000_1_twelve").errors().count(), 12, "{text}");
    // At the attribute is its own argument, at the charm's name what is wrong in its metadata.
    assert_eq!(text.matches("| #[charm(stat = \"local\")]\n   |         ^^^^\n").count(), 1, "{text}");
    assert_eq!(text.matches("| struct WebApp {\n   |        ^^^^^^\n").count(), 3, "{text}");
    // The compiler looks at types when the macros have no errors: twelve mistakes of types are a case of their own.
    assert_eq!(case("0000_2_twelve_types").errors().count(), 12);
}

/// The first thing that a newcomer copies has to compile, with the metadata that stands beside it.
#[test]
fn the_charms_in_the_prose_are_cases() {
    for (prose, case) in [("README.md", "readme"), ("docs/from-python.md", "from_python")] {
        let text = fs::read_to_string(here().join("..").join(prose)).unwrap();
        let block = |language: &str| {
            let block =
                text.split(&format!("```{language}\n")).nth(1).and_then(|rest| rest.split("```").next());
            block.unwrap_or_else(|| panic!("{prose} has no block of {language}"))
        };
        let read = |name| fs::read_to_string(here().join("prose").join(case).join(name)).unwrap();
        let charm = block("rust").split("ops::main!").next().unwrap();
        assert!(read("charm.rs").starts_with(charm.trim_end()), "{prose} and prose/{case}/charm.rs differ");
        assert_eq!(block("yaml"), read("charmcraft.yaml"), "{prose} and prose/{case}/charmcraft.yaml differ");
    }
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All cases that must not compile: files, and folders with a `charm.rs`.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for family in FAMILIES.into_iter().chain([SEVERAL]) {
        for entry in fs::read_dir(here().join(family)).unwrap() {
            let path = entry.unwrap().path();
            let source = if path.is_dir() { path.join("charm.rs") } else { path.clone() };
            if source.extension().is_some_and(|extension| extension == "rs") && source.is_file() {
                let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
                let stderr = source.with_extension("stderr");
                let stderr =
                    fs::read_to_string(&stderr).unwrap_or_else(|_| panic!("{} is missing", stderr.display()));
                cases.push(Case { family, name, stderr });
            }
        }
    }
    cases
}
