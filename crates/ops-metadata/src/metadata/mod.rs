//! The metadata as typed data, one file a section.
//!
//! These are what the files say, not what Juju makes of them: an entry that Juju would refuse is here too, as far as it
//! could be read, so that a second mistake does not follow from the first.

mod action;
mod assumes;
mod charmcraft;
mod config;
mod container;
mod endpoint;
mod resource;
mod section;
mod storage;

pub use action::{Action, Parameter};
pub use assumes::{Alternative, Assumption};
pub use charmcraft::{CharmLib, Links, Platform};
pub use config::{ConfigOption, OptionType};
pub use container::{Container, Mount};
pub use endpoint::{Endpoint, Role, Scope};
pub use resource::{Device, Payload, Resource, ResourceKind};
pub use section::Section;
pub use storage::{Storage, StorageKind};

use crate::events::Subject;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// Everything that a charm's metadata says, in the order in which it stands in the files.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// `name`.
    pub name: Option<Spanned<String>>,
    /// `display-name`, or `title` in charmcraft.yaml.
    pub display_name: Option<Spanned<String>>,
    /// `summary`.
    pub summary: Option<Spanned<String>>,
    /// `description`.
    pub description: Option<Spanned<String>>,
    /// `subordinate`: it lives beside the units of another charm.
    pub subordinate: bool,
    /// `provides`, `requires` and `peers`.
    pub endpoints: Vec<Endpoint>,
    /// `containers`.
    pub containers: Vec<Container>,
    /// `storage`.
    pub storages: Vec<Storage>,
    /// `resources`.
    pub resources: Vec<Resource>,
    /// `devices`.
    pub devices: Vec<Device>,
    /// `payloads`: an old key that Juju still reads.
    pub payloads: Vec<Payload>,
    /// The options of config.yaml, or of `config` in charmcraft.yaml.
    pub options: Vec<ConfigOption>,
    /// The actions of actions.yaml, or of `actions` in charmcraft.yaml.
    pub actions: Vec<Action>,
    /// The names in `extra-bindings`.
    pub extra_bindings: Vec<Spanned<String>>,
    /// `assumes`: all of these must hold.
    pub assumes: Vec<Assumption>,
    /// `charm-user`.
    pub charm_user: Option<Spanned<CharmUser>>,
    /// `terms`.
    pub terms: Vec<Spanned<String>>,
    /// `maintainers`, or `maintainer`.
    pub maintainers: Vec<Spanned<String>>,
    /// `links` in charmcraft.yaml; `docs`, `issues`, `source` and `website` in metadata.yaml.
    pub links: Links,
    /// `series`: the old metadata format.
    pub series: Vec<Spanned<String>>,
    /// `tags`, and `categories`, which came before it.
    pub tags: Vec<Spanned<String>>,
    /// `min-juju-version`: the old metadata format.
    pub min_juju_version: Option<Spanned<String>>,
    /// `type` in charmcraft.yaml.
    pub charm_type: Option<Spanned<String>>,
    /// `base` in charmcraft.yaml.
    pub base: Option<Spanned<String>>,
    /// `build-base` in charmcraft.yaml.
    pub build_base: Option<Spanned<String>>,
    /// `platforms` in charmcraft.yaml.
    pub platforms: Vec<Platform>,
    /// `charm-libs` in charmcraft.yaml.
    pub charm_libs: Vec<CharmLib>,
    /// `extensions` in charmcraft.yaml: each may add endpoints, containers, options and actions when the charm is packed,
    /// so that a name that is not here need not be a mistake.
    pub extensions: Vec<Spanned<String>>,
    /// The keys at the top that are none of the above (`parts`, `bases`, `analysis`, unknown ones), as they stand.
    pub other: Vec<(Spanned<String>, Node)>,
    pub(crate) sections: Vec<(Section, Span)>,
}

impl Metadata {
    /// The endpoint of this name.
    pub fn endpoint(&self, name: &str) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| *endpoint.name == name)
    }

    /// The container of this name.
    pub fn container(&self, name: &str) -> Option<&Container> {
        self.containers.iter().find(|container| *container.name == name)
    }

    /// The storage of this name.
    pub fn storage(&self, name: &str) -> Option<&Storage> {
        self.storages.iter().find(|storage| *storage.name == name)
    }

    /// The resource of this name.
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| *resource.name == name)
    }

    /// The config option of this name.
    pub fn option(&self, name: &str) -> Option<&ConfigOption> {
        self.options.iter().find(|option| *option.name == name)
    }

    /// The action of this name.
    pub fn action(&self, name: &str) -> Option<&Action> {
        self.actions.iter().find(|action| *action.name == name)
    }

    /// Where the key of a section stands, if the section is there.
    ///
    /// Config has the key `options` of config.yaml, or `config` of charmcraft.yaml. The actions in actions.yaml have no
    /// key above them: theirs is the name of the first one.
    pub fn section(&self, section: Section) -> Option<Span> {
        self.sections.iter().find(|(found, _)| *found == section).map(|(_, span)| *span)
    }

    /// The names that events of this subject can be about, in the order of the metadata.
    pub fn names(&self, subject: Subject) -> Vec<&Spanned<String>> {
        let mut names = Vec::new();
        match subject {
            Subject::Endpoint => {
                for endpoint in &self.endpoints {
                    names.push(&endpoint.name);
                }
            }
            Subject::Storage => {
                for storage in &self.storages {
                    names.push(&storage.name);
                }
            }
            Subject::Container => {
                for container in &self.containers {
                    names.push(&container.name);
                }
            }
            Subject::Action => {
                for action in &self.actions {
                    names.push(&action.name);
                }
            }
        }
        names
    }
}

/// The one of these that has this word in the metadata.
pub(crate) fn named<T: Copy>(all: &[T], word: fn(T) -> &'static str, text: &str) -> Option<T> {
    for one in all {
        if word(*one) == text {
            return Some(*one);
        }
    }
    None
}

/// The words that these have in the metadata.
pub(crate) fn words<T: Copy>(all: &[T], word: fn(T) -> &'static str) -> Vec<&'static str> {
    let mut words = Vec::new();
    for one in all {
        words.push(word(*one));
    }
    words
}

/// Which user runs the charm: `charm-user`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CharmUser {
    /// `root`.
    Root,
    /// `sudoer`: not root, may become it.
    Sudoer,
    /// `non-root`.
    NonRoot,
}

impl CharmUser {
    /// The users that Juju knows.
    pub const ALL: &[CharmUser] = &[CharmUser::Root, CharmUser::Sudoer, CharmUser::NonRoot];

    /// The word in the metadata: `non-root`.
    pub fn as_str(self) -> &'static str {
        match self {
            CharmUser::Root => "root",
            CharmUser::Sudoer => "sudoer",
            CharmUser::NonRoot => "non-root",
        }
    }
}
