//! Where a macro was called, and from there, where the charm's metadata is.

use std::path::{Path, PathBuf};

/// The place of a macro call, as far as the compiler tells.
#[derive(Debug, Clone)]
pub(crate) struct CallSite {
    /// The source file. An editor's macro server may not know it.
    pub(crate) source_file: Option<PathBuf>,
    /// `CARGO_MANIFEST_DIR`: the package, but for compiler tests that are built elsewhere.
    pub(crate) package: Option<PathBuf>,
}

impl CallSite {
    /// The call that the compiler is expanding now.
    pub(crate) fn current() -> Self {
        let source_file = proc_macro::Span::call_site().local_file();
        let source_file = source_file.map(|file| std::path::absolute(&file).unwrap_or(file));
        Self { source_file, package: std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) }
    }

    /// The folders to look for metadata in: from the source file's folder upwards to the first with a `Cargo.toml`.
    pub(crate) fn folders(&self) -> Vec<PathBuf> {
        let from_source = self.source_file.as_deref().and_then(Path::parent).map(up_to_package);
        from_source.unwrap_or_else(|| self.package.iter().cloned().collect())
    }

    /// The folder that a relative `metadata = "…"` starts from: the package of the source file.
    pub(crate) fn package_folder(&self) -> Option<PathBuf> {
        self.folders().pop()
    }
}

/// The path as the compiler prints its own, from the folder that it runs in, so that it can be followed from a terminal.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    match below {
        Some(here) if here.as_os_str().is_empty() => PathBuf::from("."),
        Some(below) => below,
        None => path.to_owned(),
    }
}

fn up_to_package(folder: &Path) -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for folder in folder.ancestors() {
        folders.push(folder.to_owned());
        if folder.join("Cargo.toml").is_file() {
            return folders;
        }
    }
    // A file outside of any package, as `rustc` alone compiles it: its own folder only.
    folders.truncate(1);
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_from_the_source_file_upwards_to_the_package() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let site = CallSite { source_file: Some(package.join("src/charm/mod.rs")), package: None };
        assert_eq!(site.folders(), [package.join("src/charm"), package.join("src"), package.to_owned()]);
        assert_eq!(site.package_folder().as_deref(), Some(package));
    }

    #[test]
    fn takes_the_package_where_the_source_file_is_unknown() {
        let site = CallSite { source_file: None, package: Some("somewhere".into()) };
        assert_eq!(site.folders(), [PathBuf::from("somewhere")]);
    }
}
