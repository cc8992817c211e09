//! Juju's own hook tools as a judge, where they are: a Go program next to the checkout, built once into a cache folder.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by a panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::call::{Call, Via};
use crate::cargo;
use crate::process::{Exit, run_within};
use ops_model::{Owner, Secret, State, Status};

/// The judge itself and the client of its hook tools.
const JUDGE: &[&str] = &["judge", "hooktool"];
/// Juju's own choice of the next hook.
const ORDER_PROBE: &[&str] = &["orderprobe"];
/// It links much of Juju: seven minutes the first time on two cores.
const PATIENCE: Duration = Duration::from_secs(20 * 60);

/// Loudly: what `eprintln!` says is kept from who runs the tests, unless one fails.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Says that there is no judge: an error where Go is known to be there, as CI says by this variable.
fn skipped(reason: &str) {
    say(&format!("SKIPPED: {reason}"));
    assert!(std::env::var_os("JUJUC_JUDGE_REQUIRED").is_none(), "{reason}");
}

/// The program, if it can be had; says so loudly where it cannot.
pub fn judge() -> Option<&'static Path> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND.get_or_init(|| find_or_build(JUDGE)).as_deref()
}

/// The program that asks Juju's own resolver, if it can be had; says so loudly where it cannot.
pub fn order_probe() -> Option<&'static Path> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    FOUND.get_or_init(|| find_or_build(ORDER_PROBE)).as_deref()
}

/// The first of the programs, which are built together.
fn find_or_build(programs: &[&str]) -> Option<PathBuf> {
    let sources = cargo::root().parent()?.join("shared/tools/jujuc-judge");
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))?;
    let folder = cache.join("charmed-ops/jujuc-judge");
    let newest = newest(&sources, programs);
    let [first, ..] = programs else { return None };
    let program = folder.join(first);
    if is_built(&folder, programs, newest) {
        return Some(program);
    }
    if newest.is_none() {
        skipped("no jujuc-judge in ../shared/tools");
        return None;
    }
    say(&format!("building {first} of jujuc-judge into {}: minutes, once a machine", folder.display()));
    // Another test program may be building it too.
    let built = lock(&folder).map_err(|error| error.to_string()).and_then(|_lock| {
        if is_built(&folder, programs, newest) { Ok(()) } else { build(&sources, &folder, programs) }
    });
    match built {
        Ok(()) => Some(program),
        Err(reason) => {
            skipped(&format!("no {first} of jujuc-judge: {reason}"));
            None
        }
    }
}

fn is_built(folder: &Path, programs: &[&str], newest: Option<SystemTime>) -> bool {
    let built = programs.iter().map(|name| modified(&folder.join(name))).min().flatten();
    built.is_some() && built >= newest
}

fn lock(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let file = File::create(folder.join("lock"))?;
    file.lock()?;
    Ok(file)
}

/// Under a name of its own, then renamed: a build that is stopped leaves nothing half.
fn build(sources: &Path, folder: &Path, programs: &[&str]) -> Result<(), String> {
    let fresh = TempDir::with_prefix_in("fresh-", folder).map_err(|error| error.to_string())?;
    let mut go = Command::new("go");
    go.args(["build", "-o"]).arg(fresh.path());
    go.args(programs.iter().map(|name| format!("./{name}"))).current_dir(sources);
    let ended = run_within(PATIENCE, &mut go).map_err(|error| format!("no Go: {error}"))?;
    if ended.exit != Exit::Code(0) {
        return Err(format!("{:?}\n{}", ended.exit, ended.stderr));
    }
    for name in programs {
        fs::rename(fresh.path().join(name), folder.join(name)).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn newest(sources: &Path, programs: &[&str]) -> Option<SystemTime> {
    let folders = programs.iter().map(|name| sources.join(name)).chain([sources.to_owned()]);
    let files = folders.filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let is_source =
        |path: &PathBuf| matches!(path.extension().and_then(OsStr::to_str), Some("go" | "mod" | "sum"));
    files.map(|file| file.path()).filter(is_source).filter_map(|path| modified(&path)).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

/// The state as the judge takes it; `particulars` say what hook it is for.
pub fn scenario(state: &State, particulars: &Value) -> Value {
    let relations = state.relations.iter().map(|relation| {
        json!({
            "id": relation.id, "name": relation.endpoint, "remote_app": relation.remote_app,
            "local_unit": relation.local_unit_data, "local_app": relation.local_app_data,
            "remote_app_data": relation.remote_app_data, "units": relation.remote_units_data,
        })
    });
    let secrets = state.secrets.iter().map(|secret| {
        let owner = match secret.owner {
            Owner::App => "app",
            Owner::Unit => "unit",
            Owner::Other { .. } => "",
        };
        let grants = secret.grants.iter().map(|(_, target)| json!({ "target": target }));
        json!({
            "id": secret.id, "owner": owner, "label": secret.label, "description": secret.description,
            "rotate": secret.rotate, "expire": secret.expire, "latest": secret.latest(),
            "tracked": secret.tracked.unwrap_or_default(), "read_label": secret.reader_label,
            "revisions": encoded(secret), "grants": grants.collect::<Vec<_>>(),
        })
    });
    let ports = state.opened_ports.iter().map(|port| {
        json!({"endpoint": port.endpoint, "from": port.from, "to": port.to, "protocol": port.protocol})
    });
    let status = |status: &Status| json!({"status": status.status, "message": status.message});
    let mut scenario = json!({
        "unit": state.unit, "leader": state.leader, "model_name": state.model, "model_uuid": state.model_uuid,
        "config": state.config, "state": state.charm_state, "relations": relations.collect::<Vec<_>>(),
        "secrets": secrets.collect::<Vec<_>>(),
        "storage": state.storages, "resources": state.resources, "goal_state": state.goal_state,
        "ports": ports.collect::<Vec<_>>(), "principal": state.principal_unit,
        "status": status(&state.unit_status), "app_status": status(&state.app_status),
    });
    let particulars = particulars.as_object().unwrap();
    scenario.as_object_mut().unwrap().extend(particulars.clone());
    scenario
}

/// The revisions of a secret as the judge keeps them: each value in base64.
pub fn encoded(secret: &Secret) -> BTreeMap<u64, BTreeMap<String, String>> {
    let bag =
        |bag: &BTreeMap<String, String>| bag.iter().map(|(key, text)| (key.clone(), base64(text))).collect();
    secret.revisions.iter().map(|(revision, values)| (*revision, bag(values))).collect()
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |bytes: &[u8]| {
        let bits =
            (0..3).fold(0, |bits, at| bits << 8 | usize::from(bytes.get(at).copied().unwrap_or_default()));
        let digit = |at: usize| char::from(DIGITS[bits >> (18 - 6 * at) & 63]);
        (0..4).map(|at| if at <= bytes.len() { digit(at) } else { '=' }).collect::<String>()
    };
    text.as_bytes().chunks(3).map(group).collect()
}

/// What the judge says of command lines, in their order: `None` if it takes one, else its words.
pub fn validate(judge: &Path, scenario: &Value, argvs: &[Vec<String>]) -> Vec<Option<String>> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("scenario.json");
    fs::write(&path, scenario.to_string()).unwrap();
    let mut child = Command::new(judge)
        .args(["validate", "-scenario"])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> = argvs.iter().map(|argv| json!(argv).to_string() + "\n").collect();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.concat().as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let verdicts: Vec<Value> =
        output.stdout.split(|byte| *byte == b'\n').flat_map(serde_json::from_slice).collect();
    assert_eq!(verdicts.len(), argvs.len(), "the judge did not answer for every call");
    verdicts.iter().map(|verdict| verdict["error"].as_str().map(str::to_owned)).collect()
}

/// What Juju 3.5 lacks, whose tools the judge has.
const LATER: [&str; 1] = ["relation-model-get"];

/// Holds each call of a charm that ran in this state against Juju's own tools, if they are here, and once if it is the same: whether
/// they take its words.
///
/// # Panics
/// When they do not.
pub(crate) fn takes(state: &State, calls: &[Call]) {
    static TAKEN: Mutex<BTreeSet<Vec<String>>> = Mutex::new(BTreeSet::new());
    let Some(judge) = judge() else { return };
    let mut taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
    let words = calls.iter().filter(|call| !LATER.contains(&call.tool.as_str())).map(words);
    let new: BTreeSet<_> = words.filter(|words| !taken.contains(words)).collect();
    if new.is_empty() {
        return;
    }
    let new: Vec<_> = new.into_iter().collect();
    let action = json!({"hook": "", "action": {"name": "any", "id": "2", "params": {}}});
    let verdicts = validate(judge, &scenario(state, &action), &new);
    // A relation may have ended before the event that is about it runs.
    let is_refusal = |verdict: &&String| !verdict.ends_with("relation not found");
    let refused: Vec<_> = (new.iter().zip(&verdicts))
        .filter_map(|(words, verdict)| Some((words, verdict.as_ref().filter(is_refusal)?)))
        .collect();
    assert!(refused.is_empty(), "Juju's own tools do not take these: {refused:#?}");
    taken.extend(new);
}

/// A call's words as Juju reads them. Where a secret's value was in a file, which is gone by now, there is another to be read.
fn words(call: &Call) -> Vec<String> {
    let word = |word: &String| match word.split_once("#file=") {
        Some((key, _)) if call.via == Via::HookTool => {
            format!("{key}#file={}", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        }
        _ => word.clone(),
    };
    let args = call.request.as_ref().map_or(&call.args, |request| &request.args);
    std::iter::once(&call.tool).chain(args).map(word).collect()
}

/// A charm's `dispatch` under Juju's own server of hook tools, over a backend of the charm's: how it ended, what is there
/// after it, and what it called with the tools.
pub fn run(judge: &Path, charm_dir: &Path, scenario: &Value, backend: &str) -> Value {
    let folder = TempDir::new().unwrap();
    let [input, output, tools] = ["in.json", "out.json", "tools"].map(|name| folder.path().join(name));
    fs::write(&input, scenario.to_string()).unwrap();
    let mut command = Command::new(judge);
    command.args(["run", "-scenario"]).arg(input).arg("-out").arg(&output).arg("-tools").arg(tools);
    command.arg("-charm-dir").arg(charm_dir).arg("--");
    command.arg("env").arg(format!("OPS_BACKEND={backend}")).arg(charm_dir.join("dispatch"));
    let ended = run_within(Duration::from_secs(60), &mut command).unwrap();
    let report = fs::read(output).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    serde_json::from_slice(&report).unwrap()
}

/// Texts by their names; what is null is nothing.
pub fn texts(value: &Value) -> BTreeMap<String, String> {
    serde_json::from_value::<Option<_>>(value.clone()).unwrap().unwrap_or_default()
}
