//! What `cargo charm pack` is asked on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

/// The arguments of `pack`.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the charm
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// Pack this entry of `platforms`, not those of this machine's architecture; may be given again
    #[arg(short, long = "platform", value_name = "NAME")]
    pub(super) platforms: Vec<String>,
    /// The folder that the charm is written to; one that is there is replaced
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub(super) output: PathBuf,
    /// The program of the package that Juju starts, where there are several
    #[arg(long, value_name = "NAME")]
    pub(super) bin: Option<String>,
    /// How many seconds one build may take
    #[arg(long, value_name = "SECONDS", default_value_t = 1800)]
    pub(super) timeout: u64,
    /// Further arguments of `cargo build`
    #[arg(last = true, value_name = "CARGO ARGUMENTS")]
    pub(super) cargo: Vec<OsString>,
}

/// What `--help` teaches.
pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo charm pack                           the charm in this folder, for this machine's architecture
  cargo charm pack examples/hello            another one: hello_amd64.charm
  cargo charm pack --platform arm64          for another architecture of `platforms`
  cargo charm pack --output dist             into a folder that is made if need be
  cargo charm pack -- --locked               with an argument for `cargo build`
  juju deploy ./hello_amd64.charm

The metadata is checked first, as `check --metadata-only` does; what charmcraft would refuse is an error here. Then
`cargo build --release --target ARCHITECTURE-unknown-linux-musl` builds the program: static, for any Linux. The target has to
be there: `rustup target add x86_64-unknown-linux-musl`. For another architecture than this machine's the program is linked
with rust-lld, which is part of Rust, unless cargo is told of a linker for the target.

In the charm, which is a zip file:
  dispatch                          the program itself: the package's only one, the one that `--bin` names, or NAME where a part
                                    says `organize: {bin/NAME: dispatch}`
  metadata.yaml                     your own, or what charmcraft.yaml says to Juju
  config.yaml, actions.yaml         your own, or `config` and `actions` of charmcraft.yaml
  manifest.yaml                     the base and the architecture, from `base` and `platforms`
  LICENSE, README.md, icon.svg,     yours, where they are
  lxd-profile.yaml, version,
  lib/, templates/

Of `parts`, nothing but `organize` to dispatch is read: a charm that has other files built or fetched is one for charmcraft.

Exit status: 0 packed, 1 errors in the metadata or the code, 2 could not run.";
