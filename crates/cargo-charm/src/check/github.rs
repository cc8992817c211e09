//! Annotations at the lines of a pull request: the commands that a GitHub workflow reads from what its steps print.

use super::finding::Finding;
use super::paths;
use crate::explain;

pub(super) fn report<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    findings.map(annotation).collect()
}

fn annotation(finding: &Finding) -> String {
    let place = &finding.place;
    let mut properties = Vec::new();
    if let Some(file) = &place.file {
        properties.push(format!("file={}", property(&paths::in_repository(file))));
    }
    let number = |name: &str, number: Option<usize>| number.map(|number| format!("{name}={number}"));
    properties.extend(number("line", place.line));
    properties.extend(number("endLine", place.end_line));
    // A column counts only in an annotation of one line.
    if place.line == place.end_line {
        properties.extend(number("col", place.column));
    }
    properties.push(format!("title={}", property(&title(finding))));
    format!("::{} {}::{}\n", finding.level, properties.join(","), data(&finding.text()))
}

/// `OPS0101: a value has the wrong type`.
fn title(finding: &Finding) -> String {
    match &finding.code {
        Some(code) => match explain::title(code) {
            Some(title) => format!("{code}: {title}"),
            None => code.clone(),
        },
        None => "rustc".to_owned(),
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
