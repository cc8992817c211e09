//! The sections that hold names.

/// A section of the metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// `provides`
    Provides,
    /// `requires`
    Requires,
    /// `peers`
    Peers,
    /// `containers`
    Containers,
    /// `storage`
    Storage,
    /// `resources`
    Resources,
    /// `devices`
    Devices,
    /// `payloads`
    Payloads,
    /// `config`
    Config,
    /// `actions`
    Actions,
    /// `extra-bindings`
    ExtraBindings,
    /// `assumes`
    Assumes,
    /// `terms`
    Terms,
}

impl Section {
    /// The key in the metadata: `extra-bindings`.
    pub fn key(self) -> &'static str {
        match self {
            Section::Provides => "provides",
            Section::Requires => "requires",
            Section::Peers => "peers",
            Section::Containers => "containers",
            Section::Storage => "storage",
            Section::Resources => "resources",
            Section::Devices => "devices",
            Section::Payloads => "payloads",
            Section::Config => "config",
            Section::Actions => "actions",
            Section::ExtraBindings => "extra-bindings",
            Section::Assumes => "assumes",
            Section::Terms => "terms",
        }
    }
}
