//! `assumes`.

use super::reader::Reader;
use super::version::is_version;
use crate::catalogue::BAD_ASSUMES;
use crate::diagnostic::Diagnostic;
use crate::metadata::{Alternative, Assumption};
use crate::source::Spanned;
use crate::yaml::Node;

pub(super) fn read(node: &Node, reader: &mut Reader) -> Vec<Assumption> {
    let nodes = reader.list("assumes", node);
    nodes.iter().filter_map(|node| assumption(node, reader)).collect()
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
    let keys = [Alternative::AnyOf, Alternative::AllOf];
    let found = match entries.as_slice() {
        [entry] => keys.into_iter().find(|key| entry.key.string() == Some(key.key())).zip(Some(entry)),
        _ => None,
    };
    let Some((alternative, entry)) = found else {
        reader.report(
            Diagnostic::new(
                BAD_ASSUMES,
                "a group of assumptions must have exactly one of `any-of` and `all-of`",
            )
            .at(entries.first().map_or(node.span, |entry| entry.key.span)),
        );
        return None;
    };
    let nodes = reader.list(&format!("assumes.{}", alternative.key()), &entry.value);
    let of = nodes.iter().filter_map(|node| assumption(node, reader)).collect();
    Some(Assumption::Group { alternative, of, span: node.span })
}

/// `NAME`, `NAME >= VERSION`, `NAME < VERSION`.
fn feature(text: &str, node: &Node) -> Option<Assumption> {
    let text = text.trim();
    let (name, bound) = match text.find(['<', '>']) {
        None => (text, None),
        Some(at) => {
            let (name, rest) = text.split_at(at);
            let operator = ["<", ">="].into_iter().find(|operator| rest.starts_with(operator))?;
            let version = rest.strip_prefix(operator)?.trim_start();
            (name.trim_end(), Some((operator, is_version(version).then(|| version.to_owned())?)))
        }
    };
    is_feature(name).then(|| Assumption::Feature { name: Spanned::new(name.to_owned(), node.span), bound })
}

/// A letter, then letters, digits and `-`, and no `-` at the end; at least two of them.
fn is_feature(name: &str) -> bool {
    name.len() >= 2
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with('-')
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
