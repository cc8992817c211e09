//! `open-port`, `close-port` and `opened-ports`.

use super::Tools;
use super::json;
use crate::backend::{ToolCall, ToolError};

impl Tools {
    /// Opens a port or range, of all endpoints or of these. It holds from the end of the hook on.
    pub(crate) fn open_port(&self, port: &str, endpoints: &str) -> Result<(), ToolError> {
        self.change_port("open-port", port, endpoints)
    }

    /// Closes a port or range, of all endpoints or of these. It holds from the end of the hook on.
    pub(crate) fn close_port(&self, port: &str, endpoints: &str) -> Result<(), ToolError> {
        self.change_port("close-port", port, endpoints)
    }

    /// What is open as of the start of the hook, each with its endpoints: `80/tcp (*)`, `8000-8010/udp (db, www)`.
    pub(crate) fn opened_ports(&self) -> Result<Vec<String>, ToolError> {
        self.ask(&ToolCall::new("opened-ports", &["--format=json", "--endpoints"]), json::texts)
    }

    fn change_port(&self, tool: &'static str, port: &str, endpoints: &str) -> Result<(), ToolError> {
        let args = ["--endpoints", endpoints, port];
        let args = if endpoints.is_empty() { args.get(2..).unwrap_or_default() } else { &args };
        self.run(&ToolCall::new(tool, args))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn names_endpoints_only_where_there_are_some() {
        let juju = Recording::new([("opened-ports", "null")]);
        let tools = Tools::new(juju.clone());
        tools.open_port("80/tcp", "").unwrap();
        tools.open_port("8000-8010/udp", "db,www").unwrap();
        tools.close_port("icmp", "").unwrap();
        tools.close_port("80/tcp", "db").unwrap();
        assert!(tools.opened_ports().unwrap().is_empty());
        assert_eq!(
            juju.lines(),
            [
                "open-port 80/tcp",
                "open-port --endpoints db,www 8000-8010/udp",
                "close-port icmp",
                "close-port --endpoints db 80/tcp",
                "opened-ports --format=json --endpoints",
            ]
        );
    }
}
