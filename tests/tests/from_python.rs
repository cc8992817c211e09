//! The page for those who come from Python, held against the public names of the real ops.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use standin::cargo::root;
use standin::judge::say;
use standin::python;

/// A line for each public name; behind that of a class its public attributes and methods.
const NAMES: &str = r#"
import inspect, re
import ops

def members(one):
    for kind in one.__mro__:
        if not kind.__module__.startswith("ops"):
            continue
        yield from vars(kind)
        yield from getattr(kind, "__annotations__", {})
        made = getattr(vars(kind).get("__init__"), "__code__", None)
        # What a dataclass is made by has no source.
        if made and made.co_filename != "<string>":
            yield from re.findall(r"\bself\.(\w+)(?:: [^=\n]+)? = ", inspect.getsource(made))

for name in sorted(set(ops.__all__)):
    one = getattr(ops, name)
    found = members(one) if inspect.isclass(one) else ()
    print(name, *sorted({member for member in found if not member.startswith("_")}))
"#;

fn page() -> String {
    fs::read_to_string(root().join("docs/from-python.md")).unwrap()
}

/// The words of the code in a text: `secret.get_info()` has two.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_'))
}

#[test]
fn each_public_name_of_ops_has_its_line() {
    let python = match python::interpreter() {
        Ok(python) => python,
        Err(reason) => return say(&format!("SKIPPED: the names of ops: {reason}")),
    };
    let output = Command::new(python).args(["-c", NAMES]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = String::from_utf8(output.stdout).unwrap();
    assert!(names.lines().count() > 100, "{names}");

    let page = page();
    let (now, later) = page.split_once("\n## Later\n").unwrap();
    // The first column is Python's.
    let now: BTreeSet<_> =
        now.lines().filter_map(|row| row.strip_prefix('|')?.split('|').next()).flat_map(words).collect();
    let later: BTreeSet<_> = words(later).collect();
    let mut missing = Vec::new();
    for line in names.lines() {
        let (name, members) = line.split_once(' ').unwrap_or((line, ""));
        if later.contains(name) {
            continue;
        }
        if !now.contains(name) {
            missing.push(name.to_owned());
        }
        let absent = members.split_whitespace().filter(|member| !now.contains(member));
        missing.extend(absent.map(|member| format!("{name}.{member}")));
    }
    assert!(missing.is_empty(), "docs/from-python.md does not name {missing:?}");
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
