//! What charmcraft refuses to pack, as of its version 4.5: the shape of charmcraft.yaml. Juju would not mind.

use super::Context;
use super::vocabulary::CHARMCRAFT;
use crate::catalogue::{CHARMCRAFT_KEY, CHARMCRAFT_NAME, CHARMCRAFT_SHAPE};
use crate::diagnostic::Diagnostic;
use crate::letters::{all, are_small};
use crate::metadata::Platform;
use crate::source::Span;
use crate::suggest::closest;
use crate::yaml::Mapping;

const ARCHITECTURES: &[&str] = &["amd64", "arm64", "armhf", "i386", "ppc64el", "riscv64", "s390x"];
const BASES: &[&str] = &[
    "ubuntu@18.04",
    "ubuntu@20.04",
    "ubuntu@22.04",
    "ubuntu@24.04",
    "ubuntu@25.04",
    "ubuntu@25.10",
    "ubuntu@26.04",
    "ubuntu@26.10",
    "almalinux@9",
];
/// Bases that are not stable enough to stand alone.
const NEED_BUILD_BASE: &[&str] = &["ubuntu@25.04", "ubuntu@25.10", "ubuntu@26.10"];
const LONGEST_NAME: usize = 40;
const LONGEST_SUMMARY: usize = 200;

/// The keys at the top.
pub(super) fn check_charmcraft_keys(cx: &mut Context<'_>) {
    let Some(mapping) = mapping(cx) else { return };
    for entry in &mapping.entries {
        let key = entry.key.text();
        if CHARMCRAFT.knows(key) || cx.is_reported(entry.key.span) {
            continue;
        }
        let found =
            Diagnostic::new(CHARMCRAFT_KEY, format!("charmcraft takes no key `{key}`")).at(entry.key.span);
        let links = ["contact", "issues", "source", "source-code", "website", "docs", "maintainers"];
        let meant = if key == "display-name" { Some("title") } else { closest(key, &CHARMCRAFT.words()) };
        cx.report(match meant {
            _ if links.contains(&key) => found.help(
                "put it under `links`: `contact`, `documentation`, `issues`, `source` and `website` are there",
            ),
            Some(meant) => found.meant(entry.key.span, meant),
            None => found.help("remove it"),
        });
    }
}

/// Small letters, digits and `-`, at least one letter, no `-` at either end, no two of them in a row.
pub(super) fn check_charm_name(cx: &mut Context<'_>) {
    let Some(node) = mapping(cx).and_then(|mapping| mapping.get("name")) else { return };
    let Some(name) = node.string() else { return };
    let has_letter = !all(name, |byte| !byte.is_ascii_lowercase());
    if name.chars().count() <= LONGEST_NAME && has_letter && are_small(name) {
        return;
    }
    let mut found = Diagnostic::new(CHARMCRAFT_NAME, format!("charmcraft packs no charm called `{name}`"))
        .at(node.span)
        .help(format!(
            "at most {LONGEST_NAME} small letters, digits and single `-`, at least one letter, no `-` at either end"
        ));
    let better = name.to_lowercase().replace(['_', ' ', '.'], "-");
    if better != name && all(&better, |byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        found = found.suggest(node.span, better, false);
    }
    cx.report(found);
}

/// `type`, `title` and `summary`.
pub(super) fn check_charmcraft_texts(cx: &mut Context<'_>) {
    let Some(mapping) = mapping(cx) else { return };
    match mapping.entry("type") {
        None => {
            let at = cx.files.charmcraft.as_ref().map(|file| file.start());
            shape(cx, at, "charmcraft.yaml has no `type`", "add `type: charm`");
        }
        Some(entry) if entry.value.text() == "bundle" => {
            shape(cx, Some(entry.value.span), "charmcraft packs bundles no more", "write `type: charm`");
        }
        Some(entry) if entry.value.text() != "charm" => {
            let message = format!("charmcraft knows no type {}", entry.value.describe());
            shape(cx, Some(entry.value.span), &message, "write `type: charm`");
        }
        Some(_) => {}
    }
    for (key, least, most) in [("title", 2, LONGEST_NAME), ("summary", 0, LONGEST_SUMMARY)] {
        let Some(node) = mapping.get(key) else { continue };
        let Some(text) = node.string() else { continue };
        let length = text.trim().chars().count();
        if length < least || length > most {
            let message = format!("charmcraft takes no `{key}` of {length} characters");
            shape(cx, Some(node.span), &message, &format!("it takes {least} to {most}"));
        }
    }
}

/// `base`, `build-base` and `platforms`.
pub(super) fn check_bases(cx: &mut Context<'_>) {
    let Some(mapping) = mapping(cx) else { return };
    let metadata = cx.metadata;
    for (key, found) in [("base", &metadata.base), ("build-base", &metadata.build_base)] {
        let Some(base) = found else { continue };
        let devel = key == "build-base" && **base == "ubuntu@devel";
        if !BASES.contains(&base.as_str()) && !devel {
            let message = format!("charmcraft knows no base `{}`", **base);
            let help = match closest(base, BASES) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it knows: {}", BASES.join(", ")),
            };
            shape(cx, Some(base.span), &message, &help);
        } else if NEED_BUILD_BASE.contains(&base.as_str()) && key == "base" && metadata.build_base.is_none() {
            let message = format!("`{}` needs a build-base", **base);
            shape(cx, Some(base.span), &message, "add `build-base: ubuntu@devel`");
        }
    }
    if mapping.get("bases").is_some() {
        return;
    }
    let Some(platforms) = mapping.entry("platforms") else {
        if metadata.extensions.is_empty() {
            let at = cx.files.charmcraft.as_ref().map(|file| file.start());
            shape(
                cx,
                at,
                "charmcraft.yaml has no `platforms`",
                "say what to build for: `platforms: {amd64: }`",
            );
        }
        return;
    };
    if mapping.get("parts").is_none_or(|node| node.entries().is_empty()) && metadata.extensions.is_empty() {
        let help = "say how to build the charm: `parts: {charm: {plugin: dump, source: .}}`, for example";
        shape(cx, Some(platforms.key.span), "charmcraft.yaml has `platforms` and no `parts`", help);
    }
    let with_base = metadata.base.is_some() || metadata.build_base.is_some();
    let mut any_base = with_base;
    for platform in &metadata.platforms {
        check_platform(cx, platform, with_base);
        any_base |= has_base(platform);
    }
    if !any_base && !metadata.platforms.is_empty() {
        let help = "add `base: ubuntu@24.04`, or call a platform `ubuntu@24.04:amd64`";
        shape(
            cx,
            Some(platforms.key.span),
            "neither `base` nor a platform says what the charm runs on",
            help,
        );
    }
}

fn check_platform(cx: &mut Context<'_>, platform: &Platform, with_base: bool) {
    let name = platform.name.as_str();
    let (base, architecture) = name.rsplit_once(':').map_or((None, name), |(base, rest)| (Some(base), rest));
    let described = !platform.build_on.is_empty() && !platform.build_for.is_empty();
    if !described && !ARCHITECTURES.contains(&architecture) {
        let message = format!("`{architecture}` is no architecture that charmcraft knows");
        let help = match closest(architecture, ARCHITECTURES) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "name an architecture, or give the platform `build-on` and `build-for`".into(),
        };
        return shape(cx, Some(platform.name.span), &message, &help);
    }
    if let Some(base) = base
        && !described
        && !BASES.contains(&base)
    {
        let message = format!("charmcraft knows no base `{base}`");
        return shape(cx, Some(platform.name.span), &message, &format!("it knows: {}", BASES.join(", ")));
    }
    if with_base && has_base(platform) {
        let message = format!("platform `{name}` names a base, and so does `base` or `build-base`");
        shape(cx, Some(platform.name.span), &message, "remove one of the two");
    }
}

fn has_base(platform: &Platform) -> bool {
    for places in [&platform.build_on, &platform.build_for] {
        for place in places {
            if place.contains('@') {
                return true;
            }
        }
    }
    let described = !platform.build_on.is_empty() && !platform.build_for.is_empty();
    !described && platform.name.contains('@')
}

fn mapping<'a>(cx: &Context<'a>) -> Option<&'a Mapping> {
    cx.files.charmcraft.as_ref().filter(|file| file.is_complete()).and_then(|file| file.mapping())
}

fn shape(cx: &mut Context<'_>, at: Option<Span>, message: &str, help: &str) {
    let found = Diagnostic::new(CHARMCRAFT_SHAPE, message).help(help);
    cx.report(Diagnostic { span: at, ..found });
}
