//! `storage`.

use super::reader::{Reader, wrong_type};
use crate::catalogue::BAD_STORAGE;
use crate::diagnostic::Diagnostic;
use crate::letters::is_number;
use crate::metadata::{Storage, StorageKind, named, words};
use crate::source::{Span, Spanned};
use crate::suggest::closest;
use crate::yaml::{Entry, Mapping, Node};

pub(super) fn read(node: &Node, reader: &mut Reader) -> Vec<Storage> {
    reader.entries("storage", node, storage)
}

fn storage(entry: &Entry, reader: &mut Reader) -> Storage {
    let name = entry.key.spanned_text();
    let path = format!("storage.{}", *name);
    let mut storage = Storage {
        name,
        kind: None,
        location: None,
        count: (1, Some(1)),
        multiple: false,
        minimum_size: None,
        read_only: false,
        shared: false,
        properties: Vec::new(),
        description: None,
        span: entry.span(),
    };
    if let Some(mapping) = reader.mapping(&path, &entry.value) {
        storage.kind = kind(&path, entry.key.span, mapping, reader);
        storage.location = reader.string_at(&path, mapping, "location");
        storage.multiple = mapping.get("multiple").is_some();
        storage.count = count(&path, mapping, reader).unwrap_or(storage.count);
        storage.minimum_size = minimum_size(&path, mapping, reader);
        storage.read_only = reader.boolean_at(&path, mapping, "read-only").unwrap_or(false);
        storage.shared = reader.boolean_at(&path, mapping, "shared").unwrap_or(false);
        storage.properties = properties(&path, mapping, reader);
        storage.description = reader.string_at(&path, mapping, "description");
    }
    storage
}

fn kind(path: &str, at: Span, mapping: &Mapping, reader: &mut Reader) -> Option<Spanned<StorageKind>> {
    let Some(node) = mapping.get("type") else {
        reader.report(
            Diagnostic::new(BAD_STORAGE, format!("`{path}` has no type"))
                .at(at)
                .help("give it `type: filesystem` or `type: block`"),
        );
        return None;
    };
    let text = node.string().unwrap_or_default();
    let found = named(StorageKind::ALL, StorageKind::as_str, text);
    if found.is_none() {
        let message = format!("`{path}.type` must be `filesystem` or `block`, but is {}", node.describe());
        let mut wrong = Diagnostic::new(BAD_STORAGE, message).at(node.span);
        if let Some(meant) = closest(text, &words(StorageKind::ALL, StorageKind::as_str)) {
            wrong = wrong.meant(node.span, meant);
        }
        reader.report(wrong);
    }
    found.map(|kind| Spanned::new(kind, node.span))
}

/// `multiple.range`: `N`, `N-M`, `N+`, `N-`.
fn count(path: &str, mapping: &Mapping, reader: &mut Reader) -> Option<(u64, Option<u64>)> {
    let node = mapping.get("multiple")?;
    let path = format!("{path}.multiple");
    let Some(range) = reader.mapping(&path, node)?.get("range") else {
        reader.report(bad(&path, "has no range", node.span).help("give it `range: 0-1`, for example"));
        return None;
    };
    let count = match reader.integer_value(&format!("{path}.range"), range) {
        Some(exact) => u64::try_from(exact).ok().map(|exact| (exact, Some(exact))),
        None => range.string().and_then(parse_range),
    };
    if count.is_none_or(|(_, most)| most == Some(0)) {
        let found = if range.is_null() { "nothing".into() } else { range.describe() };
        reader.report(
            bad(&format!("{path}.range"), &format!("is {found}, which is no range"), range.span)
                .help("write `N`, `N-M`, or `N-` for at least N; at most must be above 0"),
        );
        return None;
    }
    count
}

fn parse_range(text: &str) -> Option<(u64, Option<u64>)> {
    let (least, most) = text.split_once(['-', '+'])?;
    let number = |text: &str| {
        if !is_number(text) {
            return None;
        }
        // Juju counts with 63 bits.
        text.parse::<i64>().ok()?.try_into().ok()
    };
    match most {
        "" => Some((number(least)?, None)),
        _ if text.contains('+') => None,
        most => Some((number(least)?, Some(number(most)?))),
    }
}

/// A number and one of MGTPEZY, which may be followed by `B` or `iB`; in MiB.
fn minimum_size(path: &str, mapping: &Mapping, reader: &mut Reader) -> Option<Spanned<u64>> {
    let node = mapping.get("minimum-size")?;
    let path = format!("{path}.minimum-size");
    let Some(text) = node.string() else {
        reader.report(wrong_type(&path, "a string", node).help("give it a unit: `1G`, `512M`"));
        return None;
    };
    let size = parse_size(text);
    if size.is_none() {
        reader.report(
            bad(&path, &format!("is {}, which is no size", node.describe()), node.span)
                .help("write a number and a unit, one of M, G, T, P, E, Z and Y: `1G`"),
        );
    }
    size.map(|size| Spanned::new(size, node.span))
}

fn parse_size(text: &str) -> Option<u64> {
    let unit = text.trim_start_matches(|character: char| character == '.' || character.is_ascii_digit());
    let number = text.strip_suffix(unit)?;
    let power = match unit.strip_suffix("iB").or(unit.strip_suffix('B')).unwrap_or(unit) {
        "" if unit.is_empty() => 0,
        letter => "MGTPEZY".find(letter).filter(|_| letter.len() == 1)?,
    };
    let number: f64 = number.parse().ok()?;
    Some((number * 1024_f64.powi(i32::try_from(power).ok()?)).ceil() as u64)
}

fn properties(path: &str, mapping: &Mapping, reader: &mut Reader) -> Vec<Spanned<String>> {
    let path = format!("{path}.properties");
    let Some(node) = mapping.get("properties") else { return Vec::new() };
    let mut properties = Vec::new();
    for node in reader.list(&path, node) {
        match node.string() {
            Some("transient") => properties.push(node.spanned_text()),
            _ => reader.report(
                bad(&path, &format!("has {}", node.describe()), node.span)
                    .help("Juju knows one property: `transient`"),
            ),
        }
    }
    properties
}

fn bad(path: &str, what: &str, span: Span) -> Diagnostic {
    Diagnostic::new(BAD_STORAGE, format!("`{path}` {what}")).at(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_as_juju_reads_them() {
        assert_eq!(parse_range("1-"), Some((1, None)));
        assert_eq!(parse_range("1+"), Some((1, None)));
        assert_eq!(parse_range("0-3"), Some((0, Some(3))));
        assert_eq!(parse_range("3-1"), Some((3, Some(1))));
        for text in ["", "-", "-1", "1+3", "1-2-3", "1", "a-b", "1 - 2"] {
            assert_eq!(parse_range(text), None, "{text}");
        }
    }

    #[test]
    fn sizes_are_mebibytes() {
        assert_eq!(parse_size("512M"), Some(512));
        assert_eq!(parse_size("1.5G"), Some(1536));
        assert_eq!(parse_size("2TiB"), Some(2 << 20));
        assert_eq!(parse_size("100"), Some(100));
        for text in ["", "G", "1K", "1GG", "1 G", "-1G", "1.2.3G"] {
            assert_eq!(parse_size(text), None, "{text}");
        }
    }
}
