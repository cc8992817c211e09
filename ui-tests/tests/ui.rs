//! Compiles each case and compares what rustc says.

/// Cases that must not compile, each with its `.stderr`.
const FAIL: [&str; 4] = ["names/*.rs", "shape/*.rs", "types/*.rs", "metadata/*/*.rs"];

#[test]
fn the_compiler_says() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    for family in FAIL {
        cases.compile_fail(family);
    }
}

/// A mistake is one error: whatever follows from it would bury it.
#[test]
fn no_error_is_a_consequence_of_another() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for family in ["names", "shape", "types", "metadata"] {
        collect(&root.join(family), &mut texts);
    }
    assert!(texts.len() > 20, "the .stderr files were not found");
    for (path, text) in texts {
        let errors = text.lines().filter(|line| line.starts_with("error"));
        for error in errors {
            assert!(error.contains("[OPS"), "{}: not one of ours: {error}", path.display());
        }
    }
}

fn collect(folder: &std::path::Path, texts: &mut Vec<(std::path::PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "stderr") {
            let text = std::fs::read_to_string(&path).unwrap();
            texts.push((path, text));
        }
    }
}
