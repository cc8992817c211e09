//! Security events, in the vocabulary of OWASP: one line of JSON each, in the model's log at `TRACE`, for what collects them there.
//!
//! They are those of the Python peer, with its keys: <https://cheatsheetseries.owasp.org/cheatsheets/Logging_Vocabulary_Cheat_Sheet.html>.

use std::time::SystemTime;

use super::to_stderr;
use crate::backend::{ToolError, ToolErrorKind};
use crate::hook_tools::Tools;
use crate::time::to_rfc3339;

/// A description is no longer, so that the line is never split; the log has all of it anyway.
const LONGEST: usize = 4096;

/// What happened.
pub(crate) enum SecurityEvent<'a> {
    /// The hook fails, by an `error` or a `panic`; and what the log says of it.
    Crash(&'static str, &'a str),
    /// Juju does not let the unit do what it asked for; and whether it leads, as far as that is known.
    Denied(&'a ToolError, Option<bool>),
    /// The charm has the machine rebooted.
    Reboot,
}

impl SecurityEvent<'_> {
    /// The event, less its subject, and its level among those of OWASP.
    fn kind(&self) -> (&'static str, &'static str) {
        match self {
            Self::Crash(..) => ("sys_crash", "WARN"),
            Self::Denied(..) => ("authz_fail", "CRITICAL"),
            Self::Reboot => ("sys_restart", "WARN"),
        }
    }

    fn subject(&self) -> String {
        match self {
            Self::Crash(how, _) => (*how).to_owned(),
            Self::Denied(error, _) => error.tool().to_owned(),
            Self::Reboot => user(),
        }
    }

    fn description(&self) -> String {
        match self {
            Self::Crash(_, text) => {
                text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default().to_owned()
            }
            Self::Denied(error, leads) => {
                let leads = match leads {
                    Some(true) => " (as leader)",
                    Some(false) => "",
                    None => " (leadership unknown)",
                };
                format!("{error}{leads}")
            }
            Self::Reboot => "the charm reboots the machine".to_owned(),
        }
    }

    /// On one line, for the application of this id.
    fn line(&self, app_id: &str) -> String {
        let (event, level) = self.kind();
        // A text can always be written.
        let text = |value: &str| serde_json::to_string(value).unwrap_or_default();
        format!(
            r#"{{"datetime": {}, "level": "{level}", "type": "security", "appid": {}, "event": {}, "description": {}}}"#,
            text(&to_rfc3339(SystemTime::now())),
            text(app_id),
            text(&format!("{event}:{}", self.subject())),
            text(&self.description()),
        )
    }
}

/// Sends it, whatever the levels of other lines are. A dispatch does not fail by it.
pub(crate) fn security_event(tools: &Tools, event: &SecurityEvent<'_>) {
    let Some(app_id) = tools.app_id() else { return };
    if let Err(error) = tools.juju_log("TRACE", &event.line(app_id)) {
        to_stderr(format_args!("WARNING {error}"));
    }
}

/// Whether Juju says that this unit may not, for sure. Of a relation that is gone it says so too; whether it means the own
/// application's databag, only who asks for that knows.
pub(crate) fn is_denial(error: &ToolError) -> bool {
    let ToolErrorKind::Failed { stderr, .. } = error.kind() else { return false };
    let stderr = stderr.to_ascii_lowercase();
    let denied = ["access denied", "permission denied", "not the leader", "cannot write relation settings"];
    !error.is_relation_gone() && denied.iter().any(|words| stderr.contains(words))
}

/// The number of the user that the charm runs as.
fn user() -> String {
    #[cfg(unix)]
    if let Ok(process) = std::fs::metadata("/proc/self") {
        return std::os::unix::fs::MetadataExt::uid(&process).to_string();
    }
    "unknown".to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::backend::recording::Recording;

    /// The event of the one line of the log, less its time.
    fn sent(lines: &[String]) -> Value {
        let [line] = lines else { panic!("{lines:?}") };
        assert!(!line.contains('\n'), "{line}");
        let mut sent: Value =
            serde_json::from_str(line.strip_prefix("juju-log --log-level TRACE -- ").unwrap()).unwrap();
        let time = sent.as_object_mut().unwrap().remove("datetime").unwrap();
        assert!(crate::time::from_rfc3339(time.as_str().unwrap()).is_some(), "{time}");
        sent
    }

    #[test]
    fn a_denial_is_told_once_with_the_words_of_juju() {
        let juju = Recording::new([]);
        juju.refuse("relation-set", "cannot write relation settings");
        let tools = Tools::new(juju.clone()).of_app("uuid-web/0");
        let set = || tools.relation_set("db:3", true, &[("password", "hunter2")]);
        set().unwrap_err();
        let mut lines = juju.lines();
        lines.remove(0);
        let event = sent(&lines);
        let description = event["description"].as_str().unwrap();
        assert!(description.contains("cannot write relation settings"), "{description}");
        assert!(!description.contains("hunter2"), "{description}");
        assert_eq!(
            event,
            serde_json::json!({
                "level": "CRITICAL", "type": "security", "appid": "uuid-web/0", "event": "authz_fail:relation-set",
                "description": description,
            })
        );
    }

    #[test]
    fn what_is_known_of_leadership_is_told_without_a_question() {
        let juju = Recording::new([("is-leader", "true")]);
        juju.refuse("state-get", "permission denied");
        let tools = Tools::new(juju.clone()).of_app("uuid-web/0");
        let description = || {
            tools.raw("state-get", &[]).unwrap_err();
            sent(&juju.lines()[1..])["description"].as_str().unwrap().to_owned()
        };
        assert!(description().ends_with("permission denied (leadership unknown)"));
        tools.is_leader().unwrap();
        juju.lines();
        assert!(description().ends_with("permission denied (as leader)"));
        juju.answer("is-leader", "false");
        tools.is_leader().unwrap();
        juju.lines();
        assert!(description().ends_with("permission denied"));
    }

    #[test]
    fn what_is_gone_is_no_denial_and_a_log_that_is_denied_is_not_logged() {
        let juju = Recording::new([]);
        for tool in ["relation-get", "relation-list", "relation-model-get", "network-get"] {
            juju.refuse(tool, "permission denied");
        }
        juju.refuse("juju-log", "permission denied");
        juju.refuse("relation-ids", "the disk is full");
        let tools = Tools::new(juju.clone()).of_app("uuid-web/0");
        tools.relation_get("db:3", &crate::hook_tools::Target::App("pg".into())).unwrap_err();
        tools.juju_log("INFO", "x").unwrap_err();
        tools.relation_ids("db").unwrap_err();
        tools.relation_list("db:3").unwrap_err();
        tools.relation_model_get("db:3").unwrap_err();
        tools.network_get("db", Some(3.into())).unwrap_err();
        assert_eq!(juju.lines().len(), 6);
    }

    #[test]
    fn a_reboot_names_the_user_before_it_is_asked_for() {
        let juju = Recording::new([]);
        Tools::new(juju.clone()).of_app("uuid-web/0").juju_reboot(true).unwrap();
        let lines = juju.lines();
        assert_eq!(lines[1..], ["juju-reboot --now"]);
        let event = sent(&lines[..1]);
        assert!(event["event"].as_str().unwrap().starts_with("sys_restart:"), "{event}");
        assert_eq!(event["level"], "WARN");
    }

    #[test]
    fn a_crash_says_how_and_what_of_several_lines_is_one() {
        let juju = Recording::new([]);
        let tools = Tools::new(juju.clone()).of_app("uuid-web/0");
        security_event(&tools, &SecurityEvent::Crash("panic", "start: panicked\nat \"main.rs\""));
        let event = sent(&juju.lines());
        assert_eq!(event["event"], "sys_crash:panic");
        assert_eq!(event["description"], "start: panicked\nat \"main.rs\"");
    }
}
