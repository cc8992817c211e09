//! Juju's own hook tools as a judge, where they are: a Go program next to the checkout, built once into a cache folder.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use standin::{Exit, Owner, Secret, World, cargo, run_within};
use tempfile::TempDir;

use super::say;

/// The judge itself and the client of its hook tools.
const PROGRAMS: [&str; 2] = ["judge", "hooktool"];
/// It links much of Juju: seven minutes the first time on two cores.
const PATIENCE: Duration = Duration::from_secs(20 * 60);

/// The program, if it can be had; says so loudly where it cannot.
pub(crate) fn judge() -> Option<&'static Path> {
    static JUDGE: OnceLock<Option<PathBuf>> = OnceLock::new();
    JUDGE.get_or_init(find_or_build).as_deref()
}

fn find_or_build() -> Option<PathBuf> {
    let sources = cargo::root().parent()?.join("shared/tools/jujuc-judge");
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))?;
    let folder = cache.join("charmed-ops/jujuc-judge");
    let built = PROGRAMS.iter().map(|name| modified(&folder.join(name))).min().flatten();
    let newest = newest(&sources);
    if built.is_some() && built >= newest {
        return Some(folder.join("judge"));
    }
    if newest.is_none() {
        say("SKIPPED: no jujuc-judge in ../shared/tools");
        return None;
    }
    say(&format!("building jujuc-judge into {}: minutes, once a machine", folder.display()));
    match build(&sources, &folder) {
        Ok(()) => Some(folder.join("judge")),
        Err(reason) => {
            say(&format!("SKIPPED: no jujuc-judge: {reason}"));
            None
        }
    }
}

/// Under a name of its own, then renamed: another test program may be building it too.
fn build(sources: &Path, folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let fresh = TempDir::with_prefix_in("fresh-", folder).map_err(|error| error.to_string())?;
    let mut go = Command::new("go");
    go.args(["build", "-o"]).arg(fresh.path());
    go.args(PROGRAMS.map(|name| format!("./{name}"))).current_dir(sources);
    let ended = run_within(PATIENCE, &mut go).map_err(|error| format!("no Go: {error}"))?;
    if ended.exit != Exit::Code(0) {
        return Err(format!("{:?}\n{}", ended.exit, ended.stderr));
    }
    for name in PROGRAMS {
        fs::rename(fresh.path().join(name), folder.join(name)).map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn newest(sources: &Path) -> Option<SystemTime> {
    let folders = [sources.to_owned(), sources.join("judge"), sources.join("hooktool")];
    let files = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let is_source =
        |path: &PathBuf| matches!(path.extension().and_then(OsStr::to_str), Some("go" | "mod" | "sum"));
    files.map(|file| file.path()).filter(is_source).filter_map(|path| modified(&path)).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}

/// The world as the judge takes it; `particulars` say what hook it is for.
pub(crate) fn scenario(world: &World, particulars: &Value) -> Value {
    let relations = world.relations.iter().map(|relation| {
        json!({
            "id": relation.id, "name": relation.endpoint, "remote_app": relation.remote_app,
            "local_unit": relation.local_unit, "local_app": relation.local_app,
            "remote_app_data": relation.remote_app_data, "units": relation.members,
        })
    });
    let secrets = world.secrets.iter().map(|secret| {
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
    let around = &world.surroundings;
    let ports = around.ports.iter().map(|port| {
        json!({"endpoint": port.endpoint, "from": port.from, "to": port.to, "protocol": port.protocol})
    });
    let status = |status: &standin::Status| json!({"status": status.status, "message": status.message});
    let mut scenario = json!({
        "unit": world.unit, "leader": world.leader, "model_name": world.model, "model_uuid": world.model_uuid,
        "config": world.config, "state": world.state, "relations": relations.collect::<Vec<_>>(),
        "secrets": secrets.collect::<Vec<_>>(),
        "storage": around.storage, "resources": around.resources, "goal_state": around.goal_state,
        "ports": ports.collect::<Vec<_>>(), "principal": around.principal,
        "status": status(&world.status), "app_status": status(&world.app_status),
    });
    let particulars = particulars.as_object().unwrap();
    scenario.as_object_mut().unwrap().extend(particulars.clone());
    scenario
}

/// The revisions of a secret as the judge keeps them: each value in base64.
pub(crate) fn encoded(secret: &Secret) -> BTreeMap<u64, BTreeMap<String, String>> {
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
pub(crate) fn validate(judge: &Path, scenario: &Value, argvs: &[Vec<String>]) -> Vec<Option<String>> {
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

/// A charm's `dispatch` under Juju's own server of hook tools, over a backend of the charm's: how it ended, what is there
/// after it, and what it called with the tools.
pub(crate) fn run(judge: &Path, charm_dir: &Path, scenario: &Value, backend: &str) -> Value {
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
pub(crate) fn texts(value: &Value) -> BTreeMap<String, String> {
    serde_json::from_value::<Option<_>>(value.clone()).unwrap().unwrap_or_default()
}
