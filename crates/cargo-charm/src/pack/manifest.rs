//! manifest.yaml: what a charm was built for. Without it Juju takes the charm for one of the old format.

use serde::Serialize;

use super::archive::{Content, Entry};
use super::platform::Platform;
use super::yaml;

/// As charmcraft writes it, but for the time of packing, which would make each file another. Juju reads `bases` alone.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest<'a> {
    analysis: Analysis,
    bases: Vec<Base<'a>>,
    charmcraft_version: &'a str,
}

#[derive(Serialize)]
struct Analysis {
    attributes: [Attribute; 2],
}

/// What charmcraft's linters say of a program that is no Python.
#[derive(Serialize)]
struct Attribute {
    name: &'static str,
    result: &'static str,
}

#[derive(Serialize)]
struct Base<'a> {
    architectures: [&'a str; 1],
    channel: &'a str,
    name: &'a str,
}

/// The manifest of a charm for this platform.
pub(super) fn file(platform: &Platform) -> Result<Entry, String> {
    let unknown = |name| Attribute { name, result: "unknown" };
    let base = |(name, channel)| Base { architectures: [&platform.architecture], channel, name };
    let manifest = Manifest {
        analysis: Analysis { attributes: [unknown("language"), unknown("framework")] },
        bases: platform.bases.iter().map(|(name, channel)| base((name.as_str(), channel.as_str()))).collect(),
        charmcraft_version: concat!("cargo-charm ", env!("CARGO_PKG_VERSION")),
    };
    let name = "manifest.yaml";
    let value =
        serde_yaml::to_value(manifest).map_err(|error| format!("{name} cannot be written: {error}"))?;
    Ok(Entry { name: name.into(), is_program: false, content: Content::Text(yaml::text(name, &value)?) })
}

#[cfg(test)]
mod tests {
    use super::{Content, Platform, file};

    #[test]
    fn a_channel_is_a_string() {
        let platform = Platform {
            name: "amd64".into(),
            architecture: "amd64".into(),
            bases: vec![("ubuntu".into(), "24.04".into())],
        };
        let Content::Text(text) = file(&platform).unwrap().content else { panic!("a file") };
        assert!(
            text.contains("bases:\n- architectures:\n  - amd64\n  channel: '24.04'\n  name: ubuntu\n"),
            "{text}"
        );
    }
}
