//! The old and the new format of the metadata, which do not mix.

use super::Context;
use crate::catalogue::AMBIGUOUS_FORMAT;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Mapping, Node};

const NEW: &[&str] = &["assumes", "charm-user", "containers"];
const OLD: &[&str] = &["deployment", "min-juju-version", "series"];

/// Keys of both formats together.
pub(super) fn check_ambiguous_format(cx: &mut Context<'_>) {
    let Some(mapping) = metadata(cx) else { return };
    let (Some(new), Some(old)) = (first(mapping, NEW), first(mapping, OLD)) else { return };
    cx.report(
        Diagnostic::new(AMBIGUOUS_FORMAT, format!("`{}` cannot be used with `{}`", old.text(), new.text()))
            .at(old.span)
            .related(new.span, "a key of the new format")
            .help(format!(
                "remove `{}`: the bases in charmcraft.yaml and `assumes` took its place",
                old.text()
            )),
    );
}

/// The first of these keys that is there.
fn first<'m>(mapping: &'m Mapping, keys: &[&str]) -> Option<&'m Node> {
    for key in keys {
        if let Some(entry) = mapping.entry(key) {
            return Some(&entry.key);
        }
    }
    None
}

/// A charm with bases, as charmcraft packs it, takes no `min-juju-version`.
pub(super) fn check_min_juju_version(cx: &mut Context<'_>) {
    let Some(mapping) = metadata(cx) else { return };
    let old = mapping.entry("series").is_some() || bases(cx) == Some(0);
    if old || first(mapping, NEW).is_some() {
        return;
    }
    let Some(entry) = mapping.entry("min-juju-version") else { return };
    let text = entry.value.text();
    // No version at all has been reported, and this one is none to Juju.
    if text == "0.0.0" {
        return;
    }
    let message = "Juju takes no `min-juju-version` from a charm without `series`";
    cx.report(Diagnostic::new(AMBIGUOUS_FORMAT, message).at(entry.key.span).help(format!(
        "say it with `assumes: [juju >= {}]`",
        if text.is_empty() { "VERSION" } else { text }
    )));
}

/// `deployment` belongs to the series `kubernetes`, which came before sidecar charms.
pub(super) fn check_deployment(cx: &mut Context<'_>) {
    let Some(mapping) = metadata(cx) else { return };
    let Some(entry) = mapping.entry("deployment") else { return };
    let series = cx.metadata.series.first();
    if first(mapping, NEW).is_some() || series.is_some_and(|name| **name == "kubernetes") {
        return;
    }
    let mut found = Diagnostic::new(
        AMBIGUOUS_FORMAT,
        "Juju takes `deployment` from a charm of the series `kubernetes` alone",
    )
    .at(entry.key.span)
    .help("remove it");
    if let Some(series) = series {
        found = found.related(series.span, "the first series is another");
    }
    cx.report(found);
}

/// A manifest.yaml without bases makes a charm of the old format, which has no containers and assumes nothing.
pub(super) fn check_bases(cx: &mut Context<'_>) {
    if bases(cx) != Some(0) {
        return;
    }
    let Some(manifest) = &cx.files.manifest else { return };
    let file = cx.files.metadata.as_ref().or(cx.files.charmcraft.as_ref());
    let Some(mapping) = file.and_then(|file| file.mapping()) else { return };
    let containers = mapping.entry("containers").filter(|_| !cx.metadata.containers.is_empty());
    for entry in [mapping.entry("assumes"), containers] {
        let Some(entry) = entry else { continue };
        let key = entry.key.text();
        cx.report(
            Diagnostic::new(AMBIGUOUS_FORMAT, format!("Juju takes no `{key}` from a charm without bases"))
                .at(entry.key.span)
                .related(manifest.start(), "there are none here")
                .help("name the bases in manifest.yaml, or remove that file: charmcraft writes one"),
        );
    }
}

/// How many bases manifest.yaml has; nothing if there is no such file, because charmcraft writes one with bases.
fn bases(cx: &Context<'_>) -> Option<usize> {
    let manifest = cx.files.manifest.as_ref()?;
    let bases = manifest.mapping().and_then(|mapping| mapping.get("bases")?.sequence());
    Some(bases.map_or(0, <[_]>::len))
}

/// Only metadata.yaml: charmcraft.yaml has none of the old keys, or does not pass them on.
fn metadata<'a>(cx: &Context<'a>) -> Option<&'a Mapping> {
    cx.files.metadata.as_ref().and_then(|file| file.mapping())
}
