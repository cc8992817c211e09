//! `storage-list`, `storage-get` and `storage-add`.

use std::path::PathBuf;

use super::Tools;
use super::json::{self, Fields};
use crate::backend::{ToolCall, ToolError};

/// What `storage-get` says of an instance.
#[derive(Clone, Debug)]
pub(crate) struct StorageInfo {
    pub(crate) kind: String,
    pub(crate) location: PathBuf,
}

impl Tools {
    /// The instances of a storage, each as `name/index`.
    pub(crate) fn storage_list(&self, name: &str) -> Result<Vec<String>, ToolError> {
        self.ask(&ToolCall::new("storage-list", &["--format=json", name]), json::texts)
    }

    /// Asks for more instances of a storage. They come after the hook, each with its storage-attached.
    pub(crate) fn storage_add(&self, name: &str, count: u32) -> Result<(), ToolError> {
        self.run(&ToolCall::new("storage-add", &[&format!("{name}={count}")]))
    }

    /// What an instance is, and where.
    pub(crate) fn storage_get(&self, id: &str) -> Result<StorageInfo, ToolError> {
        self.ask(&ToolCall::new("storage-get", &["--format=json", "-s", id]), |answer| {
            let mut fields = Fields::of(answer)?;
            let (kind, location) = (fields.required_text("kind")?, fields.required_text("location")?);
            Ok(StorageInfo { kind, location: location.into() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn lists_instances_and_says_where_one_is() {
        let juju = Recording::new([
            ("storage-list", r#"["data/0"]"#),
            ("storage-get", r#"{"kind":"filesystem","location":"/srv/data"}"#),
        ]);
        let tools = Tools::new(juju.clone());
        assert_eq!(tools.storage_list("data").unwrap(), ["data/0"]);
        let info = tools.storage_get("data/0").unwrap();
        assert_eq!((info.kind.as_str(), info.location.to_str()), ("filesystem", Some("/srv/data")));
        tools.storage_add("data", 2).unwrap();
        assert_eq!(
            juju.lines(),
            ["storage-list --format=json data", "storage-get --format=json -s data/0", "storage-add data=2"]
        );
    }
}
