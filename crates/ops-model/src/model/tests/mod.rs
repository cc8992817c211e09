mod applications;
mod leadership;
mod peers;
mod property;
mod refusals;
mod relations;
mod scaling;
mod secrets;
mod storage;
mod subordinates;

use ops_metadata::metadata::Metadata;
use ops_metadata::read_bytes;

use super::Model;
use crate::context::{HookContext, Outcome, Served};
use crate::resolver::{Operation, Platform};

const WEB: &str = "
name: web
summary: s
description: d
requires: {db: {interface: pgsql, limit: 1}, cache: {interface: redis}}
peers: {cluster: {interface: web-cluster}}
storage: {data: {type: filesystem}, extra: {type: block, multiple: {range: 0-}}}
containers: {web: {}}
";
const POSTGRESQL: &str = "
name: postgresql
summary: s
description: d
provides: {db: {interface: pgsql}, admin: {interface: pgsql}}
";
const CONFIG: &str = "options: {port: {type: int, default: 80}, name: {type: string}}";
const ACTIONS: &str = "backup: {params: {keep: {type: integer, default: 7}}}";

fn metadata(yaml: &str) -> Metadata {
    let reading = read_bytes([yaml, CONFIG, ACTIONS, "", ""].map(str::as_bytes));
    assert!(!reading.has_errors(), "{:?}", reading.diagnostics);
    reading.metadata
}

fn call(context: &mut HookContext, line: &str) -> Served {
    let words: Vec<&str> = line.split(' ').collect();
    context.call(words[0], &words[1..], &mut ())
}

/// What a call prints; it must not fail.
fn ask(context: &mut HookContext, line: &str) -> String {
    let served = call(context, line);
    assert_eq!(served.code, 0, "{line}: {served:?}");
    served.stdout.trim().to_owned()
}

/// As many units of `web` and of `postgresql`, in a model where nothing has run yet.
fn deployed(web: usize, postgresql: usize) -> Model {
    let mut model = Model::new("dev");
    model.deploy("web", &metadata(WEB), Platform::Machine, web).unwrap();
    model.deploy("postgresql", &metadata(POSTGRESQL), Platform::Machine, postgresql).unwrap();
    model
}

/// The same, related by `db` and at rest; and the number of that relation.
fn related(web: usize, postgresql: usize) -> (Model, u64) {
    let mut model = deployed(web, postgresql);
    let db = model.integrate("web:db", "postgresql:db").unwrap();
    settle(&mut model, |_, _| {});
    (model, db)
}

/// Runs all hooks to a good end, in turns; each does this. Gives what ran.
fn settle(model: &mut Model, mut each: impl FnMut(&str, &mut HookContext)) -> Vec<String> {
    let mut done = Vec::new();
    let mut turn = 0;
    let run = |unit: &str, mut context: HookContext| {
        let remote = context.hook().of().and_then(|relation| relation.remote_unit.clone());
        done.push([Some(unit), Some(context.hook().name()), remote.as_deref()].iter().flatten().fold(
            String::new(),
            |line, word| {
                if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") }
            },
        ));
        each(unit, &mut context);
        (Outcome::Committed, context.end(&Outcome::Committed).0)
    };
    let choose = |_| {
        turn += 1;
        turn
    };
    model.settle(run, choose).unwrap();
    done
}

/// What of that ran in one unit.
fn of(unit: &str, done: &[String]) -> Vec<String> {
    let own = done.iter().filter_map(|line| line.strip_prefix(unit)?.strip_prefix(' '));
    own.map(str::to_owned).collect()
}

/// Runs a unit until a hook of this name is next, and begins it.
fn begin(model: &mut Model, unit: &str, hook: &str) -> (Operation, HookContext) {
    loop {
        let operation = model.next(unit).unwrap_or_else(|| panic!("{unit} has no {hook}"));
        match model.begin(unit, &operation) {
            None => model.pass(unit, &operation),
            Some(context) if context.hook().name() == hook => return (operation, context),
            Some(context) => {
                let (left, _) = context.end(&Outcome::Committed);
                model.end(unit, &operation, &Outcome::Committed, left);
            }
        }
    }
}

fn end(model: &mut Model, unit: &str, (operation, context): (Operation, HookContext)) -> Outcome {
    let (left, _) = context.end(&Outcome::Committed);
    model.end(unit, &operation, &Outcome::Committed, left)
}
