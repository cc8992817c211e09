//! For programs: one object a line.

use super::finding::Finding;

pub(super) fn report<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    findings.map(|finding| serde_json::to_string(finding).unwrap_or_default() + "\n").collect()
}
