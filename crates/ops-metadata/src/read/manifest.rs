//! manifest.yaml: what a charm was built for. Charmcraft writes it, so it is there only in an unpacked charm.

use super::load::File;
use super::reader::Reader;
use crate::catalogue::BAD_MANIFEST;
use crate::diagnostic::Diagnostic;
use crate::letters::parts;
use crate::source::Span;
use crate::yaml::Mapping;

const SYSTEMS: &[&str] = &["ubuntu", "centos", "windows", "osx", "opensuse", "genericlinux"];
const RISKS: &[&str] = &["stable", "candidate", "beta", "edge"];
const ARCHITECTURES: &[&str] = &["amd64", "arm64", "armhf", "i386", "ppc64el", "riscv64", "s390x"];

pub(super) fn read(file: &File, reader: &mut Reader) {
    let Some(mapping) = file.mapping() else { return };
    let Some(node) = mapping.get("bases") else {
        return bad("manifest.yaml has no `bases`", file.start(), reader);
    };
    for (number, node) in reader.list("bases", node).iter().enumerate() {
        let path = format!("bases[{number}]");
        match node.mapping() {
            Some(mapping) => {
                reader.string_keys(&path, mapping);
                base(&path, mapping, node.span, reader);
            }
            None => reader.wrong_type(&path, "a mapping", node),
        }
    }
}

fn base(path: &str, mapping: &Mapping, at: Span, reader: &mut Reader) {
    match reader.string_at(path, mapping, "name") {
        Some(name) if !SYSTEMS.contains(&name.as_str()) => {
            bad(&format!("`{path}.name` is no system that Juju knows: `{}`", *name), name.span, reader);
        }
        None if mapping.get("name").is_none() => bad(&format!("`{path}` has no name"), at, reader),
        _ => {}
    }
    match reader.string_at(path, mapping, "channel") {
        Some(channel) if !is_channel(&channel) => {
            let message = format!("`{path}.channel` is no channel: `{}`", *channel);
            bad(&message, channel.span, reader);
        }
        None if mapping.get("channel").is_none() => bad(&format!("`{path}` has no channel"), at, reader),
        _ => {}
    }
    let Some(architectures) = mapping.get("architectures") else { return };
    for name in reader.strings(&format!("{path}.architectures"), architectures) {
        if !is_architecture(&name) {
            let message = format!("`{path}.architectures` has one that Juju does not know: `{}`", *name);
            bad(&message, name.span, reader);
        }
    }
}

/// `TRACK`, `RISK`, `TRACK/RISK`, `RISK/BRANCH` or `TRACK/RISK/BRANCH`.
fn is_channel(text: &str) -> bool {
    let is_risk = |text: &str| RISKS.contains(&text);
    match *parts(text, '/').as_slice() {
        [one] => !one.is_empty(),
        [risk, branch] if is_risk(risk) => !branch.is_empty(),
        [track, risk] => is_risk(risk) && !track.is_empty(),
        [track, risk, branch] => is_risk(risk) && !track.is_empty() && !branch.is_empty(),
        _ => false,
    }
}

/// Also as the kernel calls it, and with more around it: Juju looks for the word anywhere.
fn is_architecture(text: &str) -> bool {
    let text = text.trim();
    for part in ["amd64", "x86_64", "armv", "aarch64", "ppc64", "s390x", "riscv64", "risc-v64", "risc-V64"] {
        if text.contains(part) {
            return true;
        }
    }
    for part in text.as_bytes().windows(3) {
        if matches!(part, [b'3'..=b'9', b'8', b'6']) {
            return true;
        }
    }
    ARCHITECTURES.contains(&text) || text.ends_with("arm") || text.ends_with("risc")
}

fn bad(message: &str, at: Span, reader: &mut Reader) {
    reader.report(Diagnostic::new(BAD_MANIFEST, message).at(at).help(
        "write a base as charmcraft does: `{name: ubuntu, channel: \"24.04\", architectures: [amd64]}`",
    ));
}
