//! What an operation comes to at Juju, as text: over hook tools, over the agent's socket, and in the model.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value;
use standin::{Call, CharmDir, Fault, Hook, Juju, Outcome, Record, Run, State, Then};

use super::without_times;

/// One operation, and where it is done.
pub(crate) struct Scenario {
    /// The function of the model that it is about; in parentheses, which case of it.
    pub(crate) title: &'static str,
    pub(crate) charm: &'static str,
    pub(crate) hook: Hook,
    /// What has run before it.
    pub(crate) before: Option<Hook>,
    pub(crate) state: State,
    /// What Juju refuses, where it has reasons that no state of the unit has.
    pub(crate) refusal: Option<Refusal>,
}

/// The first call of a tool, with which exit code, and Juju's words.
pub(crate) struct Refusal {
    pub(crate) tool: &'static str,
    pub(crate) code: u8,
    pub(crate) words: &'static str,
}

/// A hook over one backend, without what is another each time.
#[derive(Debug)]
struct Done {
    code: String,
    gave: String,
    calls: Vec<Call>,
    effect: String,
}

/// All of it; the two ways to Juju may differ in nothing but themselves.
pub(crate) fn transcript(charm: &CharmDir, scenario: &Scenario) -> String {
    let by_tools = dispatch(charm, scenario, "hook-tools");
    let by_socket = dispatch(charm, scenario, "agent-socket");
    let title = scenario.title;
    assert_eq!(by_tools.gave, by_socket.gave, "{title}");
    assert_eq!(by_tools.effect, by_socket.effect, "{title}");
    let said = |done: &Done| -> Vec<_> {
        done.calls.iter().map(|call| (call.tool.clone(), call.stdin.clone(), call.code)).collect()
    };
    assert_eq!(said(&by_tools), said(&by_socket), "{title}");

    let mut text = format!("## {title}\n\nhook:   {}\n", scenario.hook.dispatch_path());
    if let Some(Refusal { tool, words, .. }) = &scenario.refusal {
        let _ = writeln!(text, "Juju:   refuses {tool}: {words}");
    }
    if !by_tools.code.is_empty() {
        let _ = write!(text, "code:   {}\ngives:  {}\n", by_tools.code, by_tools.gave);
    }
    if by_tools.calls.is_empty() {
        let _ = write!(text, "\nasks nothing\n\neffect:\n{}", by_tools.effect);
        return text;
    }
    text.push_str("\nover hook tools:\n");
    by_tools.calls.iter().for_each(|call| tool_call(&mut text, call));
    text.push_str("\nover the agent's socket:\n");
    text.push_str(&origin(charm, &by_socket.calls));
    by_socket.calls.iter().for_each(|call| request(&mut text, call));
    let _ = write!(text, "\neffect:\n{}", by_tools.effect);
    without_times(&text)
}

fn dispatch(charm: &CharmDir, scenario: &Scenario, backend: &str) -> Done {
    let mut juju = Juju::new(charm, scenario.state.clone());
    juju.set_backend(Some(backend));
    if let Some(hook) = &scenario.before {
        juju.dispatch(hook.clone());
    }
    let refusals = scenario.refusal.iter().map(|refusal| {
        let (code, stderr) = (refusal.code, format!("ERROR {}", refusal.words));
        Fault::first(refusal.tool, Then::Exit { code, stderr })
    });
    juju.set_faults(refusals);
    let before = juju.state().clone();
    juju.forget_logs();
    let run = juju.dispatch(scenario.hook.clone().variable("OPERATION", scenario.title));
    assert_eq!(run.stderr(), "", "{run}");
    let (code, gave) = run.stdout().rsplit_once("-> ").unwrap_or((run.stdout(), "nothing"));
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Done {
        code: line(code),
        gave: line(gave),
        effect: without_times(&effect(&before, juju.state(), juju.record(), &run)),
        calls: run.recorded().to_vec(),
    }
}

/// A command line as one would type it, what is on its standard input, and the files that it names.
fn tool_call(text: &mut String, call: &Call) {
    let path = |word: &str| match word.split_once("#file=") {
        Some((key, path)) => format!("{key}#file=$DIR/{}", path.rsplit('/').next().unwrap()),
        None => word.to_owned(),
    };
    let words = call.args.iter().map(|word| format!(" {}", quoted(&path(word))));
    let _ = writeln!(text, "  {}{}", call.tool, words.collect::<String>());
    input(text, call);
    for file in &call.files {
        let [mode, of_folder] = file.modes;
        let name = file.path.file_name().unwrap().to_string_lossy();
        let _ = writeln!(text, "    $DIR/{name} ({mode:o}, $DIR {of_folder:o}): {:?}", file.content);
    }
}

/// What is the same in all requests of a hook.
fn origin(charm: &CharmDir, calls: &[Call]) -> String {
    let requests = calls.iter().filter_map(|call| call.request.as_ref());
    let origins: BTreeSet<_> = requests.map(|sent| (&sent.context_id, sent.dir.as_ref())).collect();
    assert!(
        origins.len() <= 1 && origins.iter().all(|(_, dir): &(_, &Path)| *dir == charm.path()),
        "{origins:?}"
    );
    origins.iter().map(|(context, _)| format!("  ContextId: {context:?}, Dir: $CHARM_DIR\n")).collect()
}

/// A request by the fields of the protocol that are its own; those that are empty are not sent.
fn request(text: &mut String, call: &Call) {
    let sent = call.request.as_ref().unwrap();
    let args = if sent.args.is_empty() { String::new() } else { format!(", Args: {:?}", sent.args) };
    let stdin = if sent.stdin_set { ", StdinSet: true, Stdin:" } else { "" };
    let (seq, method, tool) = (sent.seq, &sent.service_method, &sent.command_name);
    let _ = writeln!(text, "  Seq: {seq}, ServiceMethod: {method}, CommandName: {tool}{args}{stdin}");
    input(text, call);
}

fn input(text: &mut String, call: &Call) {
    for line in call.stdin.iter().flat_map(|stdin| stdin.lines()) {
        let _ = writeln!(text, "    < {line}");
    }
    if let Some(code) = call.code.filter(|code| *code != 0) {
        let _ = writeln!(text, "    refused, exit code {code}");
    }
}

/// As a shell would take it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_=.,:/#$@%+".contains(c);
    match word {
        _ if !word.is_empty() && word.chars().all(is_plain) => word.to_owned(),
        _ if word.contains(char::is_control) => format!("$'{}'", word.escape_debug()),
        _ => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

/// What became of the model: a line for what is gone from it, and for what is new; and what was told that no state of it has.
fn effect(before: &State, after: &State, told: &Record, run: &Run) -> String {
    let mut text = String::new();
    if run.outcome() != &Outcome::Committed {
        let _ = writeln!(text, "  the hook: {:?}", run.outcome());
    }
    let (before, after) = (lines(before), lines(after));
    before.difference(&after).for_each(|line| text.push_str(&format!("  - {line}\n")));
    after.difference(&before).for_each(|line| text.push_str(&format!("  + {line}\n")));
    if let Some(action) = &told.action {
        let results = action.results.iter().map(|(key, value)| format!("result {key}: {value:?}"));
        let messages = action.messages.iter().map(|message| format!("message: {message:?}"));
        let failed = action.failed.iter().map(|reason| format!("failure: {reason:?}"));
        let lines = messages.chain(results).chain(failed);
        lines.for_each(|line| text.push_str(&format!("  + the action's {line}\n")));
    }
    // The text stands above, in the call.
    told.logs.iter().for_each(|log| text.push_str(&format!("  + a line in the log: {}\n", log.level)));
    if text.is_empty() { "  none\n".to_owned() } else { text }
}

fn lines(state: &State) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let mut value = serde_json::to_value(state).unwrap();
    // The stand-in's own.
    value.as_object_mut().unwrap().remove("secrets_made");
    flatten("", &value, &mut lines);
    lines
}

fn flatten(path: &str, value: &Value, lines: &mut BTreeSet<String>) {
    let inner = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| flatten(&inner(name), value, lines)),
        Value::Array(items) => {
            for item in items {
                match item.get("id") {
                    Some(Value::String(id)) => flatten(&format!("{path}[{id}]"), item, lines),
                    Some(id) => flatten(&format!("{path}[{id}]"), item, lines),
                    None => drop(lines.insert(format!("{path}: {item}"))),
                }
            }
        }
        leaf => drop(lines.insert(format!("{path}: {leaf}"))),
    }
}
