//! What a charm is packed for: the entries of `platforms`, or of `bases`, which came before it.

use std::env;

use ops_metadata::{Metadata, Node, Platform as Declared};

/// The architectures that charms are built for, with Rust's names of the static targets.
const TARGETS: [(&str, &str); 2] =
    [("amd64", "x86_64-unknown-linux-musl"), ("arm64", "aarch64-unknown-linux-musl")];

/// One charm to pack.
#[derive(Debug, PartialEq)]
pub(super) struct Platform {
    /// As the file is called after it, but for a `:` in it.
    pub(super) name: String,
    /// In Debian's words.
    pub(super) architecture: String,
    /// What the charm can run on: `("ubuntu", "24.04")`.
    pub(super) bases: Vec<(String, String)>,
}

impl Platform {
    /// The target that the program is built for.
    pub(super) fn target(&self) -> Result<&'static str, String> {
        let known = TARGETS.iter().find(|(architecture, _)| *architecture == self.architecture);
        known.map(|(_, target)| *target).ok_or_else(|| {
            let Platform { name, architecture, .. } = self;
            format!("platform `{name}` is for `{architecture}`: a program is built for one architecture, amd64 or arm64")
        })
    }
}

/// The platforms of these names, or those of this machine's architecture.
pub(super) fn choose(metadata: &Metadata, names: &[String]) -> Result<Vec<Platform>, String> {
    let machine = machine();
    let mut all = Vec::new();
    for declared in &metadata.platforms {
        all.push(of_platforms(metadata, declared)?);
    }
    if let Some(bases) = other(metadata, "bases").and_then(Node::sequence) {
        for base in bases {
            all.push(of_bases(base, machine)?);
        }
    }
    let known = all.iter().map(|platform| format!("`{}`", platform.name)).collect::<Vec<_>>().join(", ");
    if all.is_empty() {
        return Err("nothing says what the charm runs on\n\
                    help: add it to charmcraft.yaml: `base: ubuntu@24.04` and `platforms: {amd64: }`"
            .into());
    }
    if let Some(name) = names.iter().find(|name| all.iter().all(|platform| platform.name != **name)) {
        return Err(format!("the charm has no platform `{name}`: there are {known}"));
    }
    let is_chosen = |platform: &Platform| {
        if names.is_empty() { platform.architecture == machine } else { names.contains(&platform.name) }
    };
    all.retain(is_chosen);
    if all.is_empty() {
        return Err(format!(
            "the charm has no platform for this machine, which is {machine}: there are {known}\n\
             help: name one of them: `--platform NAME`"
        ));
    }
    Ok(all)
}

/// A value at the top of charmcraft.yaml that is for charmcraft alone.
pub(super) fn other<'m>(metadata: &'m Metadata, key: &str) -> Option<&'m Node> {
    metadata.other.iter().find(|(name, _)| **name == key).map(|(_, node)| node)
}

fn of_platforms(metadata: &Metadata, declared: &Declared) -> Result<Platform, String> {
    let name = declared.name.value.clone();
    let built_for = match declared.build_for.as_slice() {
        [] => name.as_str(),
        [one] => one.as_str(),
        _ => {
            return Err(format!(
                "platform `{name}` has several `build-for`: give each a platform of its own"
            ));
        }
    };
    let (base, architecture) = split(built_for);
    // The base of the charm counts for more than where it is built.
    let on = declared.build_on.iter().find_map(|on| split(on).0);
    let base = metadata.base.as_ref().map(|base| base.as_str()).or(base).or(split(&name).0).or(on);
    let base = base.or(metadata.build_base.as_ref().map(|base| base.as_str()));
    let Some((system, channel)) = base.and_then(|base| base.split_once('@')) else {
        return Err(format!(
            "nothing says which base platform `{name}` is for\nhelp: add `base: ubuntu@24.04`"
        ));
    };
    Ok(Platform {
        architecture: architecture.to_owned(),
        bases: vec![(system.to_owned(), channel.to_owned())],
        name,
    })
}

/// `ubuntu@24.04:amd64`, or the architecture alone.
fn split(text: &str) -> (Option<&str>, &str) {
    text.rsplit_once(':').map_or((None, text), |(base, architecture)| (Some(base), architecture))
}

/// An entry of `bases`: one base, or `build-on` and `run-on`, each a list of them.
fn of_bases(entry: &Node, machine: &str) -> Result<Platform, String> {
    let wrong = || "`bases` cannot be read: write `base` and `platforms` in its place".to_owned();
    let run_on = entry.mapping().and_then(|mapping| mapping.get("run-on").or(mapping.get("build-on")));
    let bases = run_on.map_or(Some(std::slice::from_ref(entry)), Node::sequence).ok_or_else(wrong)?;
    let mut platform = Platform { name: String::new(), architecture: String::new(), bases: Vec::new() };
    for base in bases {
        let mapping = base.mapping().ok_or_else(wrong)?;
        let text = |key| mapping.get(key).map(Node::text).filter(|text| !text.is_empty()).ok_or_else(wrong);
        let (system, channel) = (text("name")?, text("channel")?);
        let architecture = match mapping.get("architectures").map(|node| node.sequence().unwrap_or_default())
        {
            None => machine,
            Some([one]) => one.text(),
            Some(_) => "several architectures",
        };
        if !platform.architecture.is_empty() && platform.architecture != architecture {
            return Err("an entry of `bases` is for several architectures: a program is built for one".into());
        }
        architecture.clone_into(&mut platform.architecture);
        let separator = if platform.name.is_empty() { "" } else { "_" };
        platform.name.push_str(&format!("{separator}{system}-{channel}-{architecture}"));
        platform.bases.push((system.to_owned(), channel.to_owned()));
    }
    if platform.bases.is_empty() { Err(wrong()) } else { Ok(platform) }
}

/// This machine's architecture, in Debian's words.
fn machine() -> &'static str {
    match env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{Platform, choose, of_bases};

    fn chosen(charmcraft: &str, names: &[&str]) -> Result<Vec<Platform>, String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("charmcraft.yaml"), charmcraft).unwrap();
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        choose(&ops_metadata::read(folder.path()).metadata, &names)
    }

    fn ubuntu(name: &str, architecture: &str, channel: &str) -> Platform {
        Platform {
            name: name.into(),
            architecture: architecture.into(),
            bases: vec![("ubuntu".into(), channel.into())],
        }
    }

    #[test]
    fn a_platform_is_an_architecture_a_base_with_one_or_described() {
        let simple = "base: ubuntu@24.04\nplatforms: {amd64: , arm64: }\n";
        assert_eq!(chosen(simple, &["arm64"]), Ok(vec![ubuntu("arm64", "arm64", "24.04")]));
        let several = "platforms: {'ubuntu@22.04:amd64': , 'ubuntu@24.04:amd64': , 'ubuntu@24.04:arm64': }\n";
        let name = "ubuntu@22.04:amd64";
        assert_eq!(chosen(several, &[name]), Ok(vec![ubuntu(name, "amd64", "22.04")]));
        let described = "platforms: {small: {build-on: [amd64], build-for: ['ubuntu@22.04:arm64']}}\n";
        assert_eq!(chosen(described, &["small"]), Ok(vec![ubuntu("small", "arm64", "22.04")]));
    }

    #[test]
    fn what_is_not_there_is_listed() {
        let words = chosen("base: ubuntu@24.04\nplatforms: {amd64: , s390x: }\n", &["arm64"]).unwrap_err();
        assert_eq!(words, "the charm has no platform `arm64`: there are `amd64`, `s390x`");
        let words = chosen("base: ubuntu@24.04\nplatforms: {s390x: }\n", &[]).unwrap_err();
        assert!(words.contains("there are `s390x`\nhelp: name one of them"), "{words}");
        assert!(chosen("name: a\n", &[]).unwrap_err().starts_with("nothing says what the charm runs on"));
    }

    #[test]
    fn a_program_is_for_one_architecture() {
        let charm = "base: ubuntu@24.04\nplatforms: {any: {build-on: [amd64], build-for: [all]}}\n";
        let platforms = chosen(charm, &["any"]).unwrap();
        assert_eq!(
            platforms[0].target().unwrap_err(),
            "platform `any` is for `all`: a program is built for one architecture, amd64 or arm64"
        );
    }

    #[test]
    fn old_bases_name_the_file_as_they_did() {
        let of = |text: &str| {
            let tree = ops_metadata::yaml::read_text("bases", text.into());
            of_bases(&tree.root.unwrap(), "amd64")
        };
        let short = of("{name: ubuntu, channel: \"22.04\"}");
        assert_eq!(short, Ok(ubuntu("ubuntu-22.04-amd64", "amd64", "22.04")));
        let long = of("{build-on: [{name: ubuntu, channel: \"20.04\"}], \
                       run-on: [{name: ubuntu, channel: \"22.04\", architectures: [arm64]}]}");
        assert_eq!(long, Ok(ubuntu("ubuntu-22.04-arm64", "arm64", "22.04")));
        assert!(of("{run-on: []}").is_err() && of("x").is_err());
    }
}
