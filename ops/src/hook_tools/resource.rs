//! `resource-get`.

use std::path::PathBuf;

use super::Tools;
use crate::backend::{ToolCall, ToolError, ToolErrorKind};

impl Tools {
    /// Downloads a resource, unless the agent has its newest revision, and says where the file is.
    pub(crate) fn resource_get(&self, name: &str) -> Result<PathBuf, ToolError> {
        let args = [name];
        let call = ToolCall::new("resource-get", &args);
        let bad = |reason: &str| ToolError::new(&call, ToolErrorKind::BadAnswer(reason.into()));
        let answer = self.call(&call)?;
        let path = str::from_utf8(answer.bytes()).map_err(|_| bad("a path that is no UTF-8"))?;
        // Juju writes no newline; who stands in for it may.
        match path.trim() {
            "" => Err(bad("nothing, where a path should be")),
            path => Ok(path.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn gives_the_path_of_the_file() {
        let juju = Recording::new([("resource-get tool", "/srv/tool.tgz")]);
        let tools = Tools::new(juju.clone());
        assert_eq!(tools.resource_get("tool").unwrap().to_str(), Some("/srv/tool.tgz"));
        assert!(tools.resource_get("empty").unwrap_err().to_string().contains("a path should be"));
        assert_eq!(juju.lines(), ["resource-get tool", "resource-get empty"]);
    }
}
