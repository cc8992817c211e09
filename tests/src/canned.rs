//! Hook tools that say again what was said before, at next to no cost: to measure a charm, and not what stands in for Juju.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use tempfile::TempDir;

use crate::agent::{Agent, Reply, Socket};
use crate::juju::Juju;
use crate::run::Run;
use crate::serve::Fate;
use ops_model::{Hook, NAMES};

/// Tools and an agent that give the answers of one run. What was not asked in it succeeds, with nothing.
#[derive(Debug)]
pub struct Canned {
    _agent: Option<Agent>,
    // After the agent, which listens in it.
    folder: TempDir,
}

impl Canned {
    /// Learns the answers to all that was called in a run of a hook, by calling it again. `program` is `canned-tool`.
    ///
    /// # Errors
    /// When a call does not answer, or the answers cannot be kept.
    pub fn learn(juju: &mut Juju, hook: &Hook, run: &Run, program: &Path) -> io::Result<Self> {
        let folder = TempDir::with_prefix("canned-")?;
        for part in ["tools", "answers"] {
            fs::create_dir(folder.path().join(part))?;
        }
        for name in NAMES {
            symlink(program, folder.path().join("tools").join(name))?;
        }
        let asked = juju.command(hook);
        let tools = variable(&asked, "PATH");
        let tools = tools.split(':').next().unwrap_or_default();
        let mut answers = HashMap::new();
        for call in run.recorded() {
            let file = file_of(&call.tool, &call.args);
            if answers.contains_key(&file) {
                continue;
            }
            let mut command = Command::new(Path::new(tools).join(&call.tool));
            command.args(&call.args).stdin(Stdio::null());
            like(&asked, &mut command);
            let answer = command.output()?.stdout;
            fs::write(folder.path().join("answers").join(&file), &answer)?;
            answers.insert(file, answer);
        }
        let answering = move |request: crate::agent::Request| {
            let stdout = answers.get(&file_of(&request.tool, &request.args)).cloned().unwrap_or_default();
            (Reply::Ran { code: 0, stdout, stderr: Vec::new() }, Fate::Answer)
        };
        let agent = Agent::answering(Socket::Path, folder.path(), Arc::new(answering))?;
        Ok(Self { _agent: agent, folder })
    }

    /// A program in the environment of another command, with these tools in place of that one's.
    pub fn command(&self, program: &Path, other: &Command) -> Command {
        let mut command = Command::new(program);
        like(other, &mut command);
        let old = variable(other, "PATH");
        let others = old.split_once(':').map_or("", |(_, others)| others);
        command.env("PATH", format!("{}:{others}", self.folder.path().join("tools").display()));
        command.env("JUJU_AGENT_SOCKET_ADDRESS", Socket::Path.address(self.folder.path()));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }
}

/// The name of the file that holds the answer to a call.
pub fn file_of(tool: &str, args: &[String]) -> String {
    let mut hasher = DefaultHasher::new();
    (tool, args).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

fn like(other: &Command, command: &mut Command) {
    command.env_clear();
    command.envs(other.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = other.get_current_dir() {
        command.current_dir(folder);
    }
}

fn variable(command: &Command, name: &str) -> String {
    let value = command.get_envs().find(|(known, _)| *known == name).and_then(|(_, value)| value);
    value.unwrap_or_default().to_string_lossy().into_owned()
}
