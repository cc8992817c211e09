//! The floors: a program that does nothing, and one that makes given hook-tool calls and nothing else.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use standin::cargo::{cargo, root, run as run_command};
use standin::{Call, Via};
use tempfile::NamedTempFile;

const EMPTY: &str = "fn main() {}\n";

/// Reads the calls from the file that it is told: of each, how many arguments, the tool, an input (empty for none), the
/// arguments, all of them ended by a zero. Makes one after the other.
const SAME_CALLS: &str = r#"use std::io::Write;
use std::process::{Command, Stdio};

fn main() {
    let calls = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut words = calls.split_terminator('\0');
    while let Some(count) = words.next() {
        let tool = words.next().unwrap();
        let input = words.next().unwrap();
        let count: usize = count.parse().unwrap();
        let mut command = Command::new(tool);
        command.args(words.by_ref().take(count)).stdout(Stdio::piped());
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

/// The same over the agent's socket. Of an answer only the lengths of its messages are read: after the two that say what
/// an answer is, each is a header and a body.
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

/// A number and how many bytes it takes, if they are there.
fn read_number(bytes: &[u8]) -> Option<(usize, usize)> {
    let lead = *bytes.first()?;
    if lead < 128 {
        return Some((lead.into(), 1));
    }
    let count = usize::from(lead.wrapping_neg());
    let digits = bytes.get(1..=count)?;
    Some((digits.iter().fold(0, |number, digit| number << 8 | usize::from(*digit)), count + 1))
}

fn receive(stream: &mut UnixStream, buffer: &mut Vec<u8>) {
    let (mut filled, mut at, mut values) = (0, 0, 0);
    while values < 2 {
        let message = read_number(&buffer[at..filled]).filter(|(length, size)| at + size + length <= filled);
        match message {
            Some((length, size)) => {
                // The number of a definition is negative: odd, as it is written.
                let (kind, _) = read_number(&buffer[at + size..filled]).unwrap();
                values += usize::from(kind % 2 == 0);
                at += size + length;
            }
            None => {
                if filled == buffer.len() {
                    buffer.resize(filled * 2, 0);
                }
                let count = stream.read(&mut buffer[filled..]).unwrap();
                assert!(count > 0);
                filled += count;
            }
        }
    }
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
    let calls = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut words = calls.split_terminator('\0');
    let mut seq = 0;
    let mut answer = vec![0; 64 << 10];
    while let Some(count) = words.next() {
        let tool = words.next().unwrap();
        let input = words.next().unwrap();
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
            words.by_ref().take(count).for_each(|arg| text(&mut body, arg.as_bytes()));
        }
        if !input.is_empty() {
            body.extend([if count > 0 { 1 } else { 2 }, 1, 1]);
            text(&mut body, input.as_bytes());
        }
        body.push(0);
        text(&mut out, &body);
        stream.write_all(&out).unwrap();
        out.clear();
        receive(&mut stream, &mut answer);
        seq += 1;
    }
}
"#;

/// The programs, built.
pub(crate) struct Floors {
    folder: PathBuf,
    empty: PathBuf,
    same_calls: PathBuf,
    same_requests: PathBuf,
}

impl Floors {
    /// Builds them in a folder, in the workspace's own release profile, static as a packed charm is.
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
        let triple = format!("{}-unknown-linux-musl", env::consts::ARCH);
        let mut command = cargo("build");
        run_command(
            command
                .args(["--quiet", "--release", "--target", &triple, "--target-dir"])
                .arg(&target)
                .current_dir(&floors),
        )?;
        let release = target.join(&triple).join("release");
        Ok(Self {
            folder: floors,
            empty: release.join("empty"),
            same_calls: release.join("same-calls"),
            same_requests: release.join("same-requests"),
        })
    }

    pub(crate) fn empty(&self) -> &Path {
        &self.empty
    }

    /// The program that makes calls the way that these were made.
    pub(crate) fn same_calls(&self, calls: &[Call]) -> &Path {
        let is_socket = calls.iter().any(|call| call.via == Via::AgentSocket);
        if is_socket { &self.same_requests } else { &self.same_calls }
    }

    /// The calls in a file, as the programs read them.
    pub(crate) fn script(&self, calls: &[Call]) -> io::Result<NamedTempFile> {
        let mut file = NamedTempFile::new_in(&self.folder)?;
        for call in calls {
            let first = [&call.args.len().to_string(), &call.tool, call.stdin.as_deref().unwrap_or_default()];
            for word in first.into_iter().chain(call.args.iter().map(String::as_str)) {
                write!(file, "{word}\0")?;
            }
        }
        Ok(file)
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
