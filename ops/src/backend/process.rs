//! Hook tools as processes: what Juju documents. One process a call, found on `PATH`.

#[cfg(unix)]
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

#[cfg(unix)]
use super::LONGEST_ARGUMENT;
use super::{Backend, PATIENCE, ToolCall, ToolError, ToolErrorKind};

/// Runs each hook tool as a process.
#[derive(Debug)]
pub struct HookTools {
    // Juju's agent does not keep the order of calls that overlap.
    turn: Mutex<()>,
    #[cfg_attr(not(unix), expect(dead_code, reason = "nothing is run there"))]
    patience: Duration,
}

impl HookTools {
    /// Tools from `PATH`, each with ten minutes to answer.
    #[must_use]
    pub fn new() -> Self {
        Self { turn: Mutex::new(()), patience: PATIENCE }
    }

    #[cfg(all(test, unix))]
    fn with_patience(patience: Duration) -> Self {
        Self { turn: Mutex::new(()), patience }
    }
}

impl Default for HookTools {
    fn default() -> Self {
        Self::new()
    }
}

impl Backend for HookTools {
    fn call(&self, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.run(call).map_err(|kind| ToolError::new(call, kind))
    }
}

impl HookTools {
    #[cfg(unix)]
    fn run(&self, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolErrorKind> {
        use std::os::unix::process::ExitStatusExt;
        use std::process::Command;

        use super::patience_with;
        use super::secret_files::SecretFiles;

        if let Some(long) = call.args.iter().find(|arg| arg.len() > LONGEST_ARGUMENT) {
            return Err(too_long(&format!(
                "{} of {} bytes, and the system takes at most {LONGEST_ARGUMENT}",
                named(call, long),
                long.len()
            )));
        }
        let mut command = Command::new(call.tool);
        // Removed when this returns, however it does.
        let files = call.secret.map(SecretFiles::write).transpose().map_err(ToolErrorKind::Io)?;
        command.args(call.args);
        if let Some(files) = &files {
            command.args(files.args());
        }
        let answer = super::exchange::run(command, call.stdin, patience_with(call, self.patience)).map_err(
            |kind| match kind {
                ToolErrorKind::Io(error) if error.kind() == io::ErrorKind::ArgumentListTooLong => {
                    let bytes: usize = call.args.iter().map(|arg| arg.len()).sum();
                    too_long(&format!(
                        "its arguments have {bytes} bytes together, more than the system takes"
                    ))
                }
                kind => kind,
            },
        )?;
        match answer.status.code() {
            Some(0) => Ok(answer.stdout),
            Some(code) => {
                Err(ToolErrorKind::Failed { code, stderr: super::error::own_words(&answer.stderr) })
            }
            None => Err(ToolErrorKind::Killed(answer.status.signal())),
        }
    }

    #[cfg(not(unix))]
    fn run(&self, _call: &ToolCall<'_>) -> Result<Vec<u8>, ToolErrorKind> {
        Err(ToolErrorKind::Io(std::io::Error::new(std::io::ErrorKind::Unsupported, "charms run on Linux")))
    }
}

/// The system does not say of which argument it is.
#[cfg(unix)]
fn too_long(reason: &str) -> ToolErrorKind {
    ToolErrorKind::Io(io::Error::new(io::ErrorKind::ArgumentListTooLong, reason))
}

/// An argument that is too long to be shown.
#[cfg(unix)]
fn named(call: &ToolCall<'_>, arg: &str) -> String {
    match arg.split_once('=') {
        Some((key, _)) if call.tool == "action-set" => format!("the result `{key}` is an argument"),
        _ => "there is an argument".to_owned(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, stdin: Option<&[u8]>) -> Result<Vec<u8>, ToolError> {
        HookTools::new().call(&ToolCall { stdin, ..ToolCall::new("sh", &["-c", script]) })
    }

    #[test]
    fn gives_what_the_tool_wrote() {
        assert_eq!(shell("printf '\"yes\"'", None).unwrap(), b"\"yes\"");
    }

    #[test]
    fn a_large_input_and_a_large_output_do_not_block_each_other() {
        let text = vec![b'x'; 3 << 20];
        assert_eq!(shell("cat", Some(&text)).unwrap(), text);
    }

    #[test]
    fn a_tool_that_does_not_read_its_input_is_fine() {
        assert_eq!(shell("exec <&-; echo ok", Some(&[b'x'; 1 << 20])).unwrap(), b"ok\n");
    }

    #[test]
    fn a_refusal_has_its_code_and_words() {
        let error = shell("echo 'ERROR permission denied' >&2; exit 2", None).unwrap_err();
        assert!(
            matches!(error.kind(), ToolErrorKind::Failed { code: 2, stderr } if stderr == "permission denied")
        );
    }

    #[test]
    fn what_does_not_fit_into_arguments_is_refused_before_anything_runs() {
        let long = format!("log={}", "x".repeat(LONGEST_ARGUMENT));
        let error = HookTools::new().call(&ToolCall::new("action-set", &["a=1", &long])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`action-set (arguments not shown)` could not be run: the result `log` is an argument of 131075 bytes, and \
             the system takes at most 131071 (Juju takes results only as arguments of this tool: over the agent's socket, \
             where there is one, they have no such limit (`OPS_BACKEND=agent-socket`); or put the text into a file, and \
             give its path as the result)"
        );
        let error = HookTools::new().call(&ToolCall::new("true", &[&long])).unwrap_err().to_string();
        assert!(error.contains("could not be run: there is an argument of 131075 bytes"), "{error}");
        assert!(error.ends_with("(`OPS_BACKEND=agent-socket`))"), "{error}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn arguments_that_are_too_many_together_are_counted() {
        // The system takes a quarter of the stack's limit, and never more than 6 MiB.
        let args = vec!["x".repeat(100_000); 70];
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let error = HookTools::new().call(&ToolCall::new("true", &args)).unwrap_err().to_string();
        assert!(error.contains("its arguments have 7000000 bytes together"), "{error}");
    }

    #[test]
    fn a_tool_that_is_not_there_says_so() {
        let error = HookTools::new().call(&ToolCall::new("no-such-hook-tool", &["x"])).unwrap_err();
        assert!(matches!(error.kind(), ToolErrorKind::NotFound), "{error}");
    }

    #[test]
    fn a_tool_that_hangs_is_stopped() {
        let tools = HookTools::with_patience(Duration::from_millis(100));
        for script in ["sleep 30", "exec >&- 2>&-; sleep 30"] {
            let begun = std::time::Instant::now();
            let error = tools.call(&ToolCall::new("sh", &["-c", script])).unwrap_err();
            assert!(matches!(error.kind(), ToolErrorKind::TimedOut(_)), "{script}: {error}");
            assert!(begun.elapsed() < Duration::from_secs(10), "{script}");
        }
    }

    #[test]
    fn a_tool_that_never_stops_writing_is_stopped() {
        let error = shell("exec yes", None).unwrap_err();
        assert!(matches!(error.kind(), ToolErrorKind::TooMuchOutput(_)), "{error}");
    }

    #[test]
    fn much_noise_on_stderr_is_cut_not_fatal() {
        let error = shell("head -c 1000000 /dev/zero | tr '\\0' x >&2; exit 1", None).unwrap_err();
        assert!(matches!(error.kind(), ToolErrorKind::Failed { stderr, .. } if stderr.len() == 64 << 10));
    }

    #[test]
    fn a_secret_goes_in_files_that_nobody_else_can_open_and_that_are_gone_after() {
        let content =
            crate::secret::SecretContent::new([("password", "hunter2\n"), ("username", "")]).unwrap();
        let look = "for arg; do file=${arg#*#file=}; echo ${arg%%=*}; stat -c %a $file ${file%/*}; cat $file; done >&2; \
            echo ${file%/*}; exit $CODE";
        for code in ["0", "1"] {
            let script = look.replace("$CODE", code);
            let args = ["-c", &format!("({script}) 2>&1; exit {code}"), "sh"];
            let said = match HookTools::new().call(&ToolCall::new("sh", &args).with_secret(&content)) {
                Ok(said) => String::from_utf8(said).unwrap(),
                Err(error) => {
                    assert!(!error.to_string().contains("hunter2"), "{error}");
                    continue;
                }
            };
            let lines: Vec<&str> = said.lines().collect();
            let seen = ["password#file", "600", "700", "hunter2", "username#file", "600", "700"];
            assert_eq!(lines[..7], seen, "{said}");
            assert!(lines[7].starts_with('/') && !std::path::Path::new(lines[7]).exists(), "{said}");
        }
    }

    #[test]
    fn a_signal_is_named() {
        let error = shell("kill -9 $$", None).unwrap_err();
        assert!(matches!(error.kind(), ToolErrorKind::Killed(Some(9))), "{error}");
    }
}
