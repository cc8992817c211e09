//! The pages in `docs/errors`, held to the catalogue and to what the program finds in their examples.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ops_metadata::{CATALOGUE, Entry, Level};
use serde_json::Value;

use crate::juju;
use crate::support::{cargo_charm, charm, stdout};

/// Codes that no case raises yet: no `.stderr` of `ui-tests`, no wrong example of a page, no test of this program or of the
/// metadata reader. The list may only become shorter.
const WITHOUT_A_CASE: [&str; 0] = [];

/// Mistakes in files and YAML that no block of YAML can show: too large, not text, not there.
const NOT_TO_BE_SHOWN: [&str; 6] = ["OPS0001", "OPS0002", "OPS0003", "OPS0004", "OPS0006", "OPS0007"];

const HEAD: &str = "name: web\nsummary: s\ndescription: d\n";

/// What charmcraft needs besides.
const CHARMCRAFT: &str =
    "type: charm\nbase: ubuntu@24.04\nplatforms: {amd64: }\nparts: {charm: {plugin: dump, source: .}}\n";

/// A fenced block: its language, `wrong`, `right` or nothing, its file's name or nothing, its text.
struct Block<'a> {
    language: &'a str,
    verdict: &'a str,
    file: &'a str,
    text: &'a str,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page(entry: &Entry) -> String {
    let path = root().join("docs/errors").join(format!("{}.md", entry.code));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for part in page.split("\n```").skip(1).step_by(2) {
        let (heading, text) = part.split_once('\n').unwrap_or((part, ""));
        let mut words = heading.split_whitespace();
        let mut word = || words.next().unwrap_or_default();
        blocks.push(Block { language: word(), verdict: word(), file: word(), text });
    }
    blocks
}

/// The examples of one verdict as a charm. Where none says the charm's name, the lines that every charm has are put in.
fn files(page: &str, verdict: &str) -> Vec<(String, String)> {
    let shown = blocks(page).into_iter().filter(|block| block.language == "yaml" && block.verdict == verdict);
    let mut files: Vec<(String, String)> =
        shown.map(|block| (block.file.to_owned(), format!("{}\n", block.text))).collect();
    if files.is_empty() {
        return files;
    }
    let holds = |files: &[(String, String)], name: &str| files.iter().position(|(file, _)| file == name);
    let main = holds(&files, "metadata.yaml").or(holds(&files, "charmcraft.yaml")).unwrap_or_else(|| {
        files.push(("metadata.yaml".into(), String::new()));
        files.len() - 1
    });
    if !files[main].1.lines().any(|line| line.starts_with("name:")) {
        let besides = if files[main].0 == "charmcraft.yaml" { CHARMCRAFT } else { "" };
        files[main].1.insert_str(0, &format!("{HEAD}{besides}"));
    }
    files
}

/// The codes that the program finds in a charm.
fn codes(files: &[(String, String)]) -> BTreeSet<String> {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let output = cargo_charm(charm(&files).path(), &["check", "--format", "json"]);
    assert!(output.status.code() < Some(2), "{files:?}");
    let lines = stdout(&output).lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.map(|line| line["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_code_has_a_page_and_each_page_a_code() {
    let mut names: Vec<String> = fs::read_dir(root().join("docs/errors"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    names.sort();
    let wanted: Vec<String> = CATALOGUE.iter().map(|entry| format!("{}.md", entry.code)).collect();
    assert_eq!(names, wanted);
}

#[test]
fn a_page_says_what_why_wrong_and_right() {
    for entry in CATALOGUE {
        let (page, code) = (page(entry), entry.code);
        let level = if entry.level.as_str() == "error" { "**Error.** " } else { "**Warning.** " };
        assert!(page.starts_with(&format!("# {code}: {}\n\n{level}", entry.title)), "{page}");
        let lines = page.lines().count();
        assert!((10..=25).contains(&lines), "{code} has {lines} lines");
        assert!(page.lines().all(|line| line.chars().count() <= 150), "{code} has a long line");
        for verdict in ["wrong", "right"] {
            let shown = blocks(&page).iter().any(|block| block.verdict == verdict);
            assert!(
                shown || ["OPS0006", "OPS0007"].contains(&code.as_str()),
                "{code} shows nothing {verdict}"
            );
        }
        let silenced = page.contains(&format!("cargo charm check --allow {code}"));
        assert_eq!(silenced, level.contains("Warning"), "{code}: how to silence it");
    }
}

#[test]
fn a_wrong_example_has_just_this_mistake_and_a_right_one_none() {
    for entry in CATALOGUE {
        let (page, code) = (page(entry), entry.code.as_str());
        let (wrong, right) = (files(&page, "wrong"), files(&page, "right"));
        let of_metadata = ["00", "01"].iter().any(|family| code.get(3..5) == Some(family));
        let shown = of_metadata && !NOT_TO_BE_SHOWN.contains(&code);
        assert_eq!((wrong.is_empty(), right.is_empty()), (!shown, !shown), "{code}");
        if shown {
            assert_eq!(codes(&wrong), BTreeSet::from([code.to_owned()]), "{page}");
            assert_eq!(codes(&right), BTreeSet::new(), "{page}");
        }
    }
}

/// What a page says that Juju says, Juju says.
#[test]
fn juju_refuses_what_is_wrong_and_accepts_what_is_right() {
    let scratch = tempfile::tempdir().unwrap();
    let (mut folders, mut cases) = (Vec::new(), Vec::new());
    for entry in CATALOGUE {
        let page = page(entry);
        for verdict in ["wrong", "right"] {
            let files = files(&page, verdict);
            if files.is_empty() {
                continue;
            }
            let folder = scratch.path().join(format!("{}-{verdict}", entry.code));
            fs::create_dir(&folder).unwrap();
            for (name, text) in files {
                fs::write(folder.join(name), text).unwrap();
            }
            folders.push(folder);
            cases.push((verdict == "wrong" && entry.level == Level::Error, page.clone()));
        }
    }
    let Some(verdicts) = juju::judge(&folders) else { return };
    for (verdict, (wrong, page)) in verdicts.iter().zip(cases) {
        let said = verdict.refused.as_deref().map(|words| plain(words, &verdict.folder));
        assert_eq!(said.is_some(), wrong, "{page}\n{said:?}");
        let quoted = page.lines().find_map(|line| line.strip_prefix("Juju: `")?.strip_suffix('`'));
        if let Some(said) = said {
            assert_eq!(quoted, Some(said.as_str()), "{page}");
        }
    }
}

/// Juju's words on one line, without where the file was and which line it is: the examples leave lines out.
fn plain(words: &str, folder: &Path) -> String {
    let words: String = serde_json::from_str(words).unwrap_or_else(|_| words.to_owned());
    let words = words.replace(&format!("{}/", folder.display()), "").replace('`', "'");
    let mut words = words.replace("\n ", "");
    while let Some((before, after)) = words.split_once("line ") {
        let Some((_, rest)) = after.split_once(": ") else { break };
        words = format!("{before}{rest}");
    }
    words
}

#[test]
fn the_index_is_the_catalogue() {
    let index = fs::read_to_string(root().join("docs/errors/README.md")).unwrap();
    let rows: Vec<&str> = index.lines().filter(|line| line.starts_with("| [")).collect();
    let row = |entry: &Entry| format!("| [{0}]({0}.md) | {1} | {2} |", entry.code, entry.level, entry.title);
    let wanted: Vec<String> = CATALOGUE.iter().map(row).collect();
    assert_eq!(rows, wanted);
}

#[test]
fn each_code_is_raised_by_a_case() {
    let mut text = String::new();
    for (folder, ending) in [
        ("ui-tests", ".stderr"),
        ("crates/ops-metadata/tests", ".rs"),
        ("crates/cargo-charm/tests/command/files.rs", ".rs"),
    ] {
        collect(&root().join(folder), ending, &mut text);
    }
    let has_case = |code: &str, page: &str| text.contains(code) || !files(page, "wrong").is_empty();
    let without: Vec<&str> = CATALOGUE
        .iter()
        .filter(|entry| !has_case(entry.code.as_str(), &page(entry)))
        .map(|entry| entry.code.as_str())
        .collect();
    assert_eq!(without, WITHOUT_A_CASE, "a code needs a case; one that has it leaves the list");
}

fn collect(path: &Path, ending: &str, text: &mut String) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            collect(&entry.unwrap().path(), ending, text);
        }
    } else if path.to_str().is_some_and(|path| path.ends_with(ending)) {
        text.push_str(&fs::read_to_string(path).unwrap());
    }
}
