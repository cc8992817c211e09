//! The old and the new format of the metadata, which do not mix.

use super::Context;
use crate::catalogue::AMBIGUOUS_FORMAT;
use crate::diagnostic::Diagnostic;
use crate::yaml::Mapping;

const NEW: &[&str] = &["assumes", "charm-user", "containers"];
const OLD: &[&str] = &["deployment", "min-juju-version", "series"];

/// Keys of both formats together.
pub(super) fn check_ambiguous_format(cx: &mut Context<'_>) {
    let Some(mapping) = metadata(cx) else { return };
    let first = |keys: &[&str]| keys.iter().find_map(|key| mapping.entry(key)).map(|entry| entry.key.clone());
    let (Some(new), Some(old)) = (first(NEW), first(OLD)) else { return };
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

/// A charm with bases, as charmcraft packs it, takes no `min-juju-version`.
pub(super) fn check_min_juju_version(cx: &mut Context<'_>) {
    let Some(mapping) = metadata(cx) else { return };
    if mapping.entry("series").is_some() || NEW.iter().any(|key| mapping.entry(key).is_some()) {
        return;
    }
    for key in ["min-juju-version", "deployment"] {
        let Some(entry) = mapping.entry(key) else { continue };
        let text = entry.value.text();
        let help =
            format!("say it with `assumes: [juju >= {}]`", if text.is_empty() { "VERSION" } else { text });
        cx.diagnostics.push(
            Diagnostic::new(AMBIGUOUS_FORMAT, format!("Juju takes no `{key}` from a charm without `series`"))
                .at(entry.key.span)
                .help(if key == "deployment" { "remove it".into() } else { help }),
        );
    }
}

/// Only metadata.yaml: charmcraft.yaml has none of the old keys, or does not pass them on.
fn metadata<'a>(cx: &Context<'a>) -> Option<&'a Mapping> {
    cx.files.metadata.as_ref().and_then(|file| file.mapping())
}
