//! The folder of a charm, before anything is read in it.

use std::path::Path;

use ops_metadata::Reading;

/// Reads the charm in a folder, or says why there is none.
pub(crate) fn read(folder: &Path) -> Result<Reading, String> {
    let shown = folder.display();
    if !folder.exists() {
        return Err(format!("there is no folder {shown}"));
    }
    if !folder.is_dir() {
        return Err(format!("{shown} is not a folder: name the folder of the charm, not a file in it"));
    }
    if ops_metadata::files(folder).is_empty() {
        return Err(format!(
            "no charm in {shown}: looked for charmcraft.yaml, metadata.yaml and src/metadata.yaml there\n\
             help: name the folder of a charm: cargo charm check DIR"
        ));
    }
    Ok(ops_metadata::read(folder))
}
