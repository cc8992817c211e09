//! The page for those who come from Python, held against the public names of the real ops.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use standin::cargo::root;
use standin::judge::say;
use standin::python;

/// A line for each public name: its module, the name and, of a class, its public attributes and methods. A name of another module that is
/// that of `ops` itself has no line of its own.
const NAMES: &str = r#"
import importlib, inspect, re
import ops

def members(one):
    for kind in one.__mro__:
        if not kind.__module__.startswith(("ops", "scenario")):
            continue
        yield from vars(kind)
        yield from getattr(kind, "__annotations__", {})
        made = getattr(vars(kind).get("__init__"), "__code__", None)
        # What a dataclass is made by has no source.
        if made and made.co_filename != "<string>":
            yield from re.findall(r"\bself\.(\w+)(?:: [^=\n]+)? = ", inspect.getsource(made))

def public(module):
    defined = [name for name, one in vars(module).items() if getattr(one, "__module__", None) == module.__name__]
    return {name for name in getattr(module, "__all__", defined) if not name.startswith("_")}

def show(module, name, one):
    if module is not ops and one is getattr(ops, name, None):
        return
    if inspect.ismodule(one) and one.__name__.startswith("scenario"):
        for inner in sorted(public(one)):
            show(module, inner, getattr(one, inner))
    found = members(one) if inspect.isclass(one) else ()
    print(module.__name__, name, *sorted({member for member in found if not member.startswith("_")}))

for path in ("ops", "ops.testing", "ops.hookcmds", "ops.storage", "ops.log", "ops.lib"):
    module = importlib.import_module(path)
    for name in sorted(public(module)):
        show(module, name, getattr(module, name))
"#;

/// The sections that speak of a module; of `ops` all but these do.
const SECTIONS: [(&str, &str); 3] =
    [("ops.testing", "Tests"), ("ops.hookcmds", "The hook tools"), ("ops.", "Other modules")];

fn page() -> String {
    fs::read_to_string(root().join("docs/from-python.md")).unwrap()
}

/// The words of the code in a text: `secret.get_info()` has two.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'))
}

/// The words in the first column, which is Python's, of the sections with these titles, or of those with others.
fn named(page: &str, is_meant: impl Fn(&str) -> bool) -> BTreeSet<&str> {
    let sections = page.split("\n## ").skip(1);
    let meant = sections.filter(|section| is_meant(section.lines().next().unwrap()));
    let rows = meant.flat_map(str::lines).filter_map(|row| row.strip_prefix('|')?.split('|').next());
    rows.flat_map(words).collect()
}

#[test]
fn each_public_name_of_ops_has_its_line() {
    let python = match python::testing_interpreter() {
        Ok(python) => python,
        Err(reason) => return say(&format!("SKIPPED: the names of ops: {reason}")),
    };
    let output = Command::new(python).args(["-c", NAMES]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).unwrap();
    for (module, least) in [("ops", 100), ("ops.testing", 60), ("ops.hookcmds", 50), ("ops.storage", 4)] {
        let lines = names.lines().filter(|line| line.starts_with(&format!("{module} ")));
        assert!(lines.count() >= least, "{names}");
    }

    let page = page();
    let later: BTreeSet<_> = words(page.split_once("\n## Later\n").unwrap().1).collect();
    let mut missing = Vec::new();
    for line in names.lines() {
        let mut words = line.split(' ');
        let (module, name) = (words.next().unwrap(), words.next().unwrap());
        let section = SECTIONS.iter().find(|(start, _)| module.starts_with(start)).map(|(_, title)| *title);
        let is_other = |title: &str| !SECTIONS.iter().any(|(_, other)| title == *other);
        let now = match section {
            Some(section) => named(&page, |title| title == section),
            None => named(&page, is_other),
        };
        if later.contains(name) {
            continue;
        }
        if !now.contains(name) {
            missing.push(format!("{module}.{name}"));
        }
        let absent = words.filter(|member| !now.contains(member) && !later.contains(member));
        missing.extend(absent.map(|member| format!("{module}.{name}.{member}")));
    }
    assert!(missing.is_empty(), "docs/from-python.md does not name {missing:#?}");
}

#[test]
fn each_thing_has_one_place() {
    let page = page();
    let mut rows = BTreeSet::new();
    for line in page.lines().filter(|line| line.starts_with("##") || line.starts_with("| `")) {
        let first = line.split(" | ").next().unwrap();
        assert!(rows.insert(first), "twice in docs/from-python.md: {first}");
    }
}
