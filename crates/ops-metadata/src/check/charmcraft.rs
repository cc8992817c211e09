//! What charmcraft refuses to pack, as of its version 4.5: the shape of charmcraft.yaml. Juju would not mind.

use super::Context;
use super::vocabulary::CHARMCRAFT;
use crate::catalogue::{CHARMCRAFT_KEY, CHARMCRAFT_NAME, CHARMCRAFT_SHAPE};
use crate::diagnostic::Diagnostic;
use crate::metadata::Platform;
use crate::source::Span;
use crate::suggest::closest;
use crate::yaml::{Mapping, Node};

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
        let meant = if key == "display-name" { Some("title") } else { closest(key, CHARMCRAFT.words()) };
        cx.report(match meant {
            _ if links.contains(&key) => found.help(
                "put it under `links`: `contact`, `documentation`, `issues`, `source` and `website` are there",
            ),
            Some(meant) => {
                found.help(format!("did you mean `{meant}`?")).suggest(entry.key.span, meant, false)
            }
            None => found.help("remove it"),
        });
    }
}

/// Small letters, digits and `-`, at least one letter, no `-` at either end, no two of them in a row.
pub(super) fn check_charm_name(cx: &mut Context<'_>) {
    let Some(node) = mapping(cx).and_then(|mapping| mapping.get("name")) else { return };
    let Some(name) = node.string() else { return };
    let good = (1..=LONGEST_NAME).contains(&name.chars().count())
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && name.split('-').all(|part| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
    if good {
        return;
    }
    let mut found = Diagnostic::new(CHARMCRAFT_NAME, format!("charmcraft packs no charm called `{name}`"))
        .at(node.span)
        .help(format!(
            "at most {LONGEST_NAME} small letters, digits and single `-`, at least one letter, no `-` at either end"
        ));
    let better = name.to_lowercase().replace(['_', ' ', '.'], "-");
    if better != name && better.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
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
    for (key, range) in [("title", 2..=LONGEST_NAME), ("summary", 0..=LONGEST_SUMMARY)] {
        let Some(node) = mapping.get(key) else { continue };
        let length = node.string().map(|text| text.trim().chars().count());
        if length.is_some_and(|length| !range.contains(&length)) {
            let message = format!("charmcraft takes no `{key}` of {} characters", length.unwrap_or_default());
            let help = format!("it takes {} to {}", range.start(), range.end());
            shape(cx, Some(node.span), &message, &help);
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
            let help = match closest(base, BASES.iter().copied()) {
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
    if mapping.get("parts").is_none_or(|node| !has_entries(node)) && metadata.extensions.is_empty() {
        let help = "say how to build the charm: `parts: {charm: {plugin: dump, source: .}}`, for example";
        shape(cx, Some(platforms.key.span), "charmcraft.yaml has `platforms` and no `parts`", help);
    }
    let with_base = metadata.base.is_some() || metadata.build_base.is_some();
    for platform in &metadata.platforms {
        check_platform(cx, platform, with_base);
    }
    let any_base = with_base || metadata.platforms.iter().any(has_base);
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
        let help = match closest(architecture, ARCHITECTURES.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "name an architecture, or give the platform `build-on` and `build-for`".into(),
        };
        return shape(cx, Some(platform.name.span), &message, &help);
    }
    if let Some(base) = base.filter(|base| !described && !BASES.contains(base)) {
        let message = format!("charmcraft knows no base `{base}`");
        return shape(cx, Some(platform.name.span), &message, &format!("it knows: {}", BASES.join(", ")));
    }
    if with_base && has_base(platform) {
        let message = format!("platform `{name}` names a base, and so does `base` or `build-base`");
        shape(cx, Some(platform.name.span), &message, "remove one of the two");
    }
}

fn has_base(platform: &Platform) -> bool {
    let built = platform.build_on.iter().chain(&platform.build_for).any(|place| place.contains('@'));
    let described = !platform.build_on.is_empty() && !platform.build_for.is_empty();
    built || (!described && platform.name.contains('@'))
}

fn has_entries(node: &Node) -> bool {
    node.mapping().is_some_and(|mapping| !mapping.entries.is_empty())
}

fn mapping<'a>(cx: &Context<'a>) -> Option<&'a Mapping> {
    cx.files.charmcraft.as_ref().filter(|file| file.is_complete()).and_then(|file| file.mapping())
}

fn shape(cx: &mut Context<'_>, at: Option<Span>, message: &str, help: &str) {
    let found = Diagnostic::new(CHARMCRAFT_SHAPE, message).help(help);
    cx.report(match at {
        Some(at) => found.at(at),
        None => found,
    });
}
