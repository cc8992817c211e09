//! `assumes`.

use super::reader::Reader;
use super::version::is_version;
use crate::catalogue::BAD_ASSUMES;
use crate::diagnostic::Diagnostic;
use crate::letters::{all, is_small_or_dash, starts_small};
use crate::metadata::{Alternative, Assumption, named};
use crate::source::Spanned;
use crate::yaml::Node;

pub(super) fn read(node: &Node, reader: &mut Reader) -> Vec<Assumption> {
    assumptions("assumes", node, reader)
}

fn assumptions(path: &str, node: &Node, reader: &mut Reader) -> Vec<Assumption> {
    let mut assumptions = Vec::new();
    for node in reader.list(path, node) {
        if let Some(assumption) = assumption(node, reader) {
            assumptions.push(assumption);
        }
    }
    assumptions
}

fn assumption(node: &Node, reader: &mut Reader) -> Option<Assumption> {
    if node.mapping().is_some() {
        return group(node, reader);
    }
    let feature = node.string().and_then(|text| feature(text, node));
    if feature.is_none() {
        reader.report(
            Diagnostic::new(BAD_ASSUMES, format!("Juju cannot read this assumption: {}", node.describe()))
                .at(node.span)
                .help("write a feature (`k8s-api`), with `>=` or `<` and a version (`juju >= 3.6`), or `any-of`/`all-of` with a list"),
        );
    }
    feature
}

fn group(node: &Node, reader: &mut Reader) -> Option<Assumption> {
    let entries = &node.mapping()?.entries;
    let key = match entries.as_slice() {
        [entry] => entry.key.string(),
        _ => None,
    };
    let keys = [Alternative::AnyOf, Alternative::AllOf];
    let alternative = key.and_then(|key| named(&keys, Alternative::key, key));
    let (Some(alternative), Some(entry)) = (alternative, entries.first()) else {
        reader.report(
            Diagnostic::new(
                BAD_ASSUMES,
                "a group of assumptions must have exactly one of `any-of` and `all-of`",
            )
            .at(entries.first().map_or(node.span, |entry| entry.key.span)),
        );
        return None;
    };
    let of = assumptions(&format!("assumes.{}", alternative.key()), &entry.value, reader);
    Some(Assumption::Group { alternative, of, span: node.span })
}

/// `NAME`, `NAME >= VERSION`, `NAME < VERSION`.
fn feature(text: &str, node: &Node) -> Option<Assumption> {
    let text = text.trim();
    let (name, bound) = match text.find(['<', '>']) {
        None => (text, None),
        Some(at) => {
            let (name, rest) = text.split_at(at);
            let operator = if rest.starts_with('<') { "<" } else { ">=" };
            let version = rest.strip_prefix(operator)?.trim_start();
            if !is_version(version) {
                return None;
            }
            (name.trim_end(), Some((operator, version.to_owned())))
        }
    };
    is_feature(name).then(|| Assumption::Feature { name: Spanned::new(name.to_owned(), node.span), bound })
}

/// A letter, then letters, digits and `-`, and no `-` at the end; at least two of them.
fn is_feature(name: &str) -> bool {
    name.len() >= 2 && starts_small(name) && !name.ends_with('-') && all(name, is_small_or_dash)
}
