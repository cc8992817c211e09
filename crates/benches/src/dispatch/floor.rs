//! The floors: a program that does nothing, and one that makes given hook-tool calls and nothing else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use standin::cargo::{cargo, root, run as run_command};
use standin::{Run, Via};

const EMPTY: &str = "fn main() {}\n";

/// Takes each call as: how many arguments, the tool, its arguments; an input, empty for none. Waits for each.
const SAME_CALLS: &str = r#"use std::io::Write;
use std::process::{Command, Stdio};

fn main() {
    let mut args = std::env::args().skip(1);
    while let Some(count) = args.next() {
        let tool = args.next().unwrap();
        let input = args.next().unwrap();
        let count: usize = count.parse().unwrap();
        let mut command = Command::new(tool);
        command.args(args.by_ref().take(count)).stdout(Stdio::piped());
        if input.is_empty() {
            command.stdin(Stdio::null()).output().unwrap();
        } else {
            let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
            child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
            child.wait_with_output().unwrap();
        }
    }
}
"#;

/// The same over the agent's socket. An answer that comes in one piece is read at once, unread.
const SAME_REQUESTS: &str = r#"use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

fn number(out: &mut Vec<u8>, number: usize) {
    if number < 128 {
        out.push(number as u8);
    } else {
        let bytes: Vec<u8> = number.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
        out.push((bytes.len() as u8).wrapping_neg());
        out.extend(bytes);
    }
}

fn text(out: &mut Vec<u8>, text: &[u8]) {
    number(out, text.len());
    out.extend(text);
}

fn main() {
    let mut stream = UnixStream::connect(std::env::var("JUJU_AGENT_SOCKET_ADDRESS").unwrap()).unwrap();
    let context = std::env::var("JUJU_CONTEXT_ID").unwrap();
    let mut out = b"\x26\xff\x81\x03\x01\x02\xff\x82\x00\x01\x02\x01\x0dServiceMethod\x01\x0c\x00\
        \x01\x03Seq\x01\x06\x00\x00\x00\
        \x5d\xff\x83\x03\x01\x02\xff\x84\x00\x01\x07\x01\x09ContextId\x01\x0c\x00\x01\x03Dir\x01\x0c\x00\
        \x01\x0bCommandName\x01\x0c\x00\x01\x04Args\x01\xff\x86\x00\x01\x08StdinSet\x01\x02\x00\
        \x01\x05Stdin\x01\x0a\x00\x01\x05Token\x01\x0c\x00\x00\x00\
        \x0c\xff\x85\x02\x01\x02\xff\x86\x00\x01\x0c\x00\x00"
        .to_vec();
    let mut args = std::env::args().skip(1);
    let mut seq = 0;
    let mut answer = vec![0; 64 << 10];
    while let Some(count) = args.next() {
        let tool = args.next().unwrap();
        let input = args.next().unwrap();
        let count: usize = count.parse().unwrap();
        let mut header = b"\xff\x82\x01\x0aJujuc.Main".to_vec();
        if seq > 0 {
            header.push(1);
            number(&mut header, seq);
        }
        header.push(0);
        text(&mut out, &header);
        let mut body = b"\xff\x84\x01".to_vec();
        text(&mut body, context.as_bytes());
        body.extend(b"\x01\x01/\x01");
        text(&mut body, tool.as_bytes());
        if count > 0 {
            body.push(1);
            number(&mut body, count);
            args.by_ref().take(count).for_each(|arg| text(&mut body, arg.as_bytes()));
        }
        if !input.is_empty() {
            body.extend([if count > 0 { 1 } else { 2 }, 1, 1]);
            text(&mut body, input.as_bytes());
        }
        body.push(0);
        text(&mut out, &body);
        stream.write_all(&out).unwrap();
        out.clear();
        assert!(stream.read(&mut answer).unwrap() > 0);
        seq += 1;
    }
}
"#;

/// The programs, built.
pub(crate) struct Floors {
    empty: PathBuf,
    same_calls: PathBuf,
    same_requests: PathBuf,
}

impl Floors {
    /// Builds them in a folder, in the workspace's own release profile.
    pub(crate) fn build(folder: &Path) -> io::Result<Self> {
        let floors = folder.join("floors");
        let bin = floors.join("src/bin");
        fs::create_dir_all(&bin)?;
        let manifest =
            "[package]\nname = \"floors\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n"
                .to_owned();
        fs::write(floors.join("Cargo.toml"), manifest + &release_profile()?)?;
        fs::write(bin.join("empty.rs"), EMPTY)?;
        fs::write(bin.join("same-calls.rs"), SAME_CALLS)?;
        fs::write(bin.join("same-requests.rs"), SAME_REQUESTS)?;
        let target = floors.join("target");
        let mut command = cargo("build");
        run_command(
            command.args(["--quiet", "--release", "--target-dir"]).arg(&target).current_dir(&floors),
        )?;
        let release = target.join("release");
        Ok(Self {
            empty: release.join("empty"),
            same_calls: release.join("same-calls"),
            same_requests: release.join("same-requests"),
        })
    }

    /// The empty program, in the environment of another command.
    pub(crate) fn empty(&self, like: &Command) -> Command {
        Self::in_place_of(like, &self.empty)
    }

    /// The program that makes the calls of a run the way that they were made, in the environment of another command.
    pub(crate) fn same_calls(&self, like: &Command, run: &Run) -> Command {
        let is_socket = run.recorded().iter().any(|call| call.via == Via::AgentSocket);
        let program = if is_socket { &self.same_requests } else { &self.same_calls };
        let mut command = Self::in_place_of(like, program);
        for call in run.recorded() {
            command.arg(call.args.len().to_string()).arg(&call.tool);
            command.arg(call.stdin.as_deref().unwrap_or_default()).args(&call.args);
        }
        command
    }

    fn in_place_of(like: &Command, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear();
        for (name, value) in like.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        command
    }
}

/// `[profile.release]` of the workspace, as it is written.
fn release_profile() -> io::Result<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let (_, after) = manifest
        .split_once("[profile.release]")
        .ok_or_else(|| io::Error::other("the workspace has no release profile"))?;
    let own = after.split_once("\n[").map_or(after, |(own, _)| own);
    Ok(format!("[profile.release]{own}\n"))
}
