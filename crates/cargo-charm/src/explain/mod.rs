//! `cargo charm explain`: what a code means.

mod codes;
mod pages;

use ops_metadata::CATALOGUE;

pub(crate) use self::codes::{address, normal, title, unknown};
use crate::{Outcome, print};

/// The families, by the first two digits of their codes.
const FAMILIES: [(&str, &str); 7] = [
    ("00", "Files and YAML"),
    ("01", "The metadata's own rules"),
    ("02", "Names in code"),
    ("03", "The shape of code"),
    ("04", "Types"),
    ("05", "Completeness"),
    ("06", "Versions of Juju"),
];

/// What `--help` teaches.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo charm explain                  the list of all codes
  cargo charm explain OPS0201          why Juju would fail, what is wrong and what is right
  cargo charm explain 201 | less       the same, short, and page by page

Exit status: 0 explained, 2 there is no such code.";

/// Prints the page of a code, or the list of all of them.
pub(crate) fn run(code: Option<&str>) -> Outcome {
    let Some(given) = code else {
        print(&list());
        return Outcome::Clean;
    };
    match pages::page(&normal(given)) {
        Some(page) => {
            print(page);
            Outcome::Clean
        }
        None => Outcome::CouldNotRun(vec![unknown(given)]),
    }
}

fn list() -> String {
    let mut list = String::new();
    for (digits, family) in FAMILIES {
        let codes = CATALOGUE.iter().filter(|entry| entry.code.as_str().get(3..5) == Some(digits));
        let lines: String = codes
            .map(|entry| format!("  {}  {:7}  {}\n", entry.code.as_str(), entry.level.as_str(), entry.title))
            .collect();
        if !lines.is_empty() {
            list.push_str(&format!("{}{family}\n{lines}", if list.is_empty() { "" } else { "\n" }));
        }
    }
    list
}
