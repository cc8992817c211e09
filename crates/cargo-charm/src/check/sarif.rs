//! SARIF 2.1.0 (OASIS), which code scanning reads. One run holds all charms.

use ops_metadata::{CATALOGUE, Level};
use serde_json::{Value, json};

use super::finding::{Change, Finding, Other, Place};
use super::paths;
use crate::explain;

pub(super) fn report<'a>(findings: impl Iterator<Item = &'a Finding>) -> String {
    let results: Vec<Value> = findings.map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "cargo-charm",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// Every code, so that a reader knows also what was not found.
fn rules() -> Vec<Value> {
    let rule = |entry: &ops_metadata::Entry| {
        json!({
            "id": entry.code.as_str(),
            "shortDescription": {"text": entry.title},
            "helpUri": explain::address(entry.code.as_str()),
            "defaultConfiguration": {"level": word(entry.level)},
        })
    };
    CATALOGUE.iter().map(rule).collect()
}

fn result(finding: &Finding) -> Value {
    let mut result = json!({"level": word(finding.level), "message": {"text": finding.text()}});
    let Some(fields) = result.as_object_mut() else { return result };
    if let Some(code) = &finding.code {
        fields.insert("ruleId".into(), json!(code));
        if let Some(index) = CATALOGUE.iter().position(|entry| entry.code.as_str() == code) {
            fields.insert("ruleIndex".into(), json!(index));
        }
    }
    if let Some(location) = location(&finding.place) {
        fields.insert("locations".into(), json!([location]));
    }
    let related: Vec<Value> = finding.related.iter().filter_map(related).collect();
    if !related.is_empty() {
        fields.insert("relatedLocations".into(), json!(related));
    }
    if let Some(fix) = finding.suggestion.as_ref().and_then(fix) {
        fields.insert("fixes".into(), json!([fix]));
    }
    result
}

fn location(place: &Place) -> Option<Value> {
    Some(json!({"physicalLocation": {"artifactLocation": artifact(place)?, "region": region(place)}}))
}

fn related(other: &Other) -> Option<Value> {
    let mut location = location(&other.place)?;
    location.as_object_mut()?.insert("message".into(), json!({"text": other.label}));
    Some(location)
}

fn fix(change: &Change) -> Option<Value> {
    let replacement =
        json!({"deletedRegion": region(&change.place), "insertedContent": {"text": change.replacement}});
    let changes = json!([{"artifactLocation": artifact(&change.place)?, "replacements": [replacement]}]);
    Some(
        json!({"description": {"text": format!("write `{}`", change.replacement)}, "artifactChanges": changes}),
    )
}

fn artifact(place: &Place) -> Option<Value> {
    Some(json!({"uri": paths::uri(place.file.as_ref()?)}))
}

fn region(place: &Place) -> Value {
    let at = |number: Option<usize>| number.unwrap_or(1);
    json!({
        "startLine": at(place.line),
        "startColumn": at(place.column),
        "endLine": at(place.end_line),
        "endColumn": at(place.end_column),
    })
}

fn word(level: Level) -> &'static str {
    level.as_str()
}
