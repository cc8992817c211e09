//! The linker for a target that this machine's own does not know.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Has the program linked with the linker that Rust brings, unless the target is this machine's or cargo is told of another.
pub(super) fn choose(command: &mut Command, folder: &Path, target: &str) {
    let variable = format!("CARGO_TARGET_{}_LINKER", target.replace('-', "_").to_uppercase());
    let is_own = env::consts::OS == "linux" && target.starts_with(&format!("{}-", env::consts::ARCH));
    if !is_own && env::var_os(&variable).is_none() && !is_configured(folder, target) {
        command.env(variable, "rust-lld");
    }
}

/// Whether a configuration of cargo has a word about the target. An environment variable would win over it.
fn is_configured(folder: &Path, target: &str) -> bool {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let above = whole.ancestors().map(|folder| folder.join(".cargo"));
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    above
        .chain(home)
        .flat_map(|folder| [folder.join("config.toml"), folder.join("config")])
        .any(|file| fs::read_to_string(file).is_ok_and(|text| text.contains(target)))
}

#[cfg(test)]
mod tests {
    use super::is_configured;

    #[test]
    fn a_word_about_the_target_is_heeded() {
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("charm");
        std::fs::create_dir_all(folder.path().join(".cargo")).unwrap();
        std::fs::create_dir_all(&package).unwrap();
        let config = "[target.one-unknown-linux-musl]\nlinker = \"one-cc\"\n";
        std::fs::write(folder.path().join(".cargo/config.toml"), config).unwrap();
        assert!(is_configured(&package, "one-unknown-linux-musl"));
        assert!(!is_configured(&package, "other-unknown-linux-musl"));
    }
}
