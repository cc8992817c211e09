//! A charm whose charmcraft.yaml and files of its own say the same thing.

use super::Context;
use crate::catalogue::UNIFIED_AND_SPLIT;
use crate::diagnostic::Diagnostic;
use crate::read::METADATA_KEYS;
use crate::yaml::Mapping;

/// Juju reads metadata.yaml, config.yaml and actions.yaml where they are; charmcraft refuses to pack some of it.
pub(super) fn check_unified_and_split(cx: &mut Context<'_>) {
    let Some(charmcraft) = cx.files.charmcraft.as_ref().and_then(|file| file.mapping()) else { return };
    if let Some(metadata) = &cx.files.metadata {
        for key in METADATA_KEYS {
            let other = metadata.mapping().and_then(|mapping| mapping.entry(key)).map(|entry| entry.key.span);
            report(cx, charmcraft, key, "metadata.yaml", other.unwrap_or_else(|| metadata.start()));
        }
    }
    for (key, file, name) in
        [("config", &cx.files.config, "config.yaml"), ("actions", &cx.files.actions, "actions.yaml")]
    {
        if let Some(file) = file {
            report(cx, charmcraft, key, name, file.start());
        }
    }
}

fn report(cx: &mut Context<'_>, charmcraft: &Mapping, key: &str, name: &str, other: crate::source::Span) {
    let Some(entry) = charmcraft.entry(key).filter(|entry| !entry.value.is_null()) else { return };
    cx.report(
        Diagnostic::new(UNIFIED_AND_SPLIT, format!("`{key}` has no effect here, because there is a {name}"))
            .at(entry.key.span)
            .related(other, "Juju reads this file")
            .help(format!("keep `{key}` in one of the two")),
    );
}
