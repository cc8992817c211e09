//! The corpus of real charms and Juju's own judge, where they are: next to the checkout.

#![allow(dead_code)] // Each test uses a part of it.

pub(crate) mod random;
pub(crate) mod target;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::SystemTime;
use std::{env, fs};

use ops_metadata::{Level, read, render};

use random::Random;

/// What is shared between checkouts, next to this one.
fn shared(path: &str) -> PathBuf {
    let checkout =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the root of the workspace");
    checkout.parent().unwrap_or(checkout).join("shared").join(path)
}

/// Says what was not tested. Not by `eprintln!`: of a test that passes nobody sees what that prints.
fn skipped(what: &str) {
    writeln!(std::io::stderr(), "SKIPPED: {what}").expect("write to standard error");
}

/// The folders of the corpus; says so loudly where there are none.
pub(crate) fn corpus() -> Vec<PathBuf> {
    let Ok(folders) = fs::read_dir(shared("corpus/charms")) else {
        skipped("no corpus of charms in ../shared/corpus");
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = folders.map(|folder| folder.unwrap().path()).collect();
    folders.sort();
    folders
}

/// The schemas of interfaces, by `interface/version/side`; says so loudly where there are none.
pub(crate) fn schemas() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    let folders = |path: &Path| -> Vec<PathBuf> {
        fs::read_dir(path).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
    };
    for version in folders(&shared("interfaces")).iter().flat_map(|interface| folders(interface)) {
        for side in ["provider", "requirer"] {
            let path = version.join(side).with_extension("json");
            if path.is_file() {
                let mut names = version.iter().rev().map(|name| name.to_str().unwrap());
                let (version, interface) = (names.next().unwrap(), names.next().unwrap());
                found.push((format!("{interface}/{version}/{side}"), path));
            }
        }
    }
    if found.is_empty() {
        skipped("no schemas of interfaces in ../shared/interfaces");
    }
    found.sort();
    found
}

/// Our errors about a charm, as they are printed.
pub(crate) fn errors(folder: &Path) -> Vec<String> {
    let reading = read(folder);
    let errors = reading.diagnostics.iter().filter(|found| found.level == Level::Error);
    errors.map(|found| render::plain(&reading.sources, found)).collect()
}

/// Copies one of these charms and makes one change in one of its files. What is changed follows from the seed.
pub(crate) fn changed(
    charms: &[PathBuf],
    seed: u64,
    scratch: &Path,
    change: impl Fn(&str, &mut Random) -> String,
) -> PathBuf {
    let mut random = Random::new(seed);
    let folder = scratch.join(seed.to_string());
    let charm = random.of(charms);
    let mut files = Vec::new();
    for place in ["", "src"] {
        for name in ["metadata.yaml", "config.yaml", "actions.yaml", "charmcraft.yaml"] {
            let Ok(text) = fs::read_to_string(charm.join(place).join(name)) else { continue };
            fs::create_dir_all(folder.join(place)).unwrap();
            files.push((folder.join(place).join(name), text));
        }
    }
    let chosen = random.below(files.len());
    for (number, (path, text)) in files.into_iter().enumerate() {
        fs::write(path, if number == chosen { change(&text, &mut random) } else { text }).unwrap();
    }
    folder
}

/// What Juju says about a charm.
pub(crate) struct Verdict {
    pub(crate) folder: PathBuf,
    /// Its words, if it refuses.
    pub(crate) refused: Option<String>,
    /// The hooks it may dispatch, then `action:NAME`.
    pub(crate) hooks: Vec<String>,
}

/// Asks Juju's own reader about these folders; says so loudly where it cannot be asked.
pub(crate) fn judge(folders: &[PathBuf]) -> Option<Vec<Verdict>> {
    let judge = built_judge()?;
    let mut verdicts = Vec::new();
    while let Some(rest) = folders.get(verdicts.len()..).filter(|rest| !rest.is_empty()) {
        verdicts.extend(ask(judge, rest));
        // Juju's reader panics over some files, which is no way to accept them.
        if let Some(folder) = folders.get(verdicts.len()) {
            let refused = Some("it panics".to_owned());
            verdicts.push(Verdict { folder: folder.clone(), refused, hooks: Vec::new() });
        }
    }
    Some(verdicts)
}

/// The verdicts of one run, which ends early where the reader panics.
fn ask(judge: &Path, folders: &[PathBuf]) -> Vec<Verdict> {
    let mut child = Command::new(judge)
        .args(["-hooks", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("start the judge");
    let lines: String = folders.iter().map(|folder| format!("{}\n", folder.display())).collect();
    let mut stdin = child.stdin.take().unwrap();
    // It hears only so much if it panics.
    let writer = std::thread::spawn(move || drop(stdin.write_all(lines.as_bytes())));
    let output = child.wait_with_output().expect("hear the judge");
    writer.join().unwrap();
    let mut verdicts: Vec<Verdict> = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        match line.strip_prefix("  ") {
            Some(hook) => verdicts.last_mut().unwrap().hooks.push(hook.to_owned()),
            None => {
                let (folder, verdict) = line.rsplit_once(": accepted").map_or_else(
                    || {
                        line.split_once(": REFUSED: ")
                            .map(|(folder, words)| (folder, Some(words.to_owned())))
                            .unwrap()
                    },
                    |(folder, _)| (folder, None),
                );
                verdicts.push(Verdict { folder: folder.into(), refused: verdict, hooks: Vec::new() });
            }
        }
    }
    verdicts
}

/// The judge, built once a machine and again when its sources change.
fn built_judge() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    BUILT.get_or_init(build_judge).as_deref()
}

fn build_judge() -> Option<PathBuf> {
    let sources = shared("tools/juju-judge");
    if !sources.join("main.go").is_file() {
        skipped("no juju-judge in ../shared/tools");
        return None;
    }
    let cache = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))?;
    let judge = cache.join("charmed-ops/juju-judge");
    let newest =
        ["main.go", "go.mod", "go.sum"].iter().filter_map(|file| modified(&sources.join(file))).max();
    if modified(&judge) >= newest && judge.is_file() {
        return Some(judge);
    }
    fs::create_dir_all(judge.parent()?).expect("make the cache folder");
    // Under a name of its own, then renamed: another test program may be building it, too.
    let fresh = judge.with_extension(format!("{}.new", std::process::id()));
    let built = Command::new("go").args(["build", "-o"]).arg(&fresh).arg(".").current_dir(&sources).status();
    match built {
        Ok(status) if status.success() => {
            fs::rename(&fresh, &judge).expect("put the judge in its place");
            Some(judge)
        }
        Ok(status) => {
            skipped(&format!("juju-judge does not build: {status}"));
            None
        }
        Err(error) => {
            skipped(&format!("no Go to build juju-judge with: {error}"));
            None
        }
    }
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|found| found.modified()).ok()
}
