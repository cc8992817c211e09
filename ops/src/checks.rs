//! What the tests that the macros generate check: what only a run can show. `cargo test` of a charm runs them.
//!
//! Each panics with what is wrong, where, and what to do: that is how a test fails.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::action::{ActionParams, Params};
use crate::config::{FromConfig, Values};
use crate::state::StoredState;

/// A value that the metadata names: the option or parameter, what the value is there (`the default`), the value as JSON, and
/// where it stands (`config.yaml:7:14`).
pub(crate) type Sample = [&'static str; 4];

fn value([_, _, json, _]: &Sample) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

fn add([name, what, json, place]: &Sample, list: &mut String, reason: &str) {
    let _ = write!(list, "\n  {what} of `{name}`, {json}: {reason}\n    --> {place}");
}

/// A charm that is deployed with no option set reads its options.
///
/// # Panics
/// A default does not read as its field.
pub fn reads_defaults<C: FromConfig>(defaults: &[Sample]) {
    let values = defaults.iter().map(|sample| (sample[0].to_owned(), value(sample))).collect();
    let Err(error) = C::from_config(&Values::new(values)) else { return };
    let mut list = String::new();
    for option in error.options() {
        match defaults.iter().find(|[name, ..]| *name == option.name()) {
            Some(sample) => add(sample, &mut list, option.reason()),
            None => {
                let _ = write!(list, "\n  `{}`: {}", option.name(), option.reason());
            }
        }
    }
    fail(&format!(
        "the config does not read where no option is set:{list}\n\
         give the option another default, the field another type, or take the default away and make the field an `Option`"
    ));
}

/// The parameters of an action read from every value that its schema names.
///
/// # Panics
/// One does not read as its field.
pub fn reads_examples<P: ActionParams>(examples: &[Sample]) {
    let mut list = String::new();
    for sample in examples {
        let params = Params::new(Map::from_iter([(sample[0].to_owned(), value(sample))]));
        // What else the action needs is not there, and not in question.
        let Err(error) = P::from_params(&params) else { continue };
        if let Some(wrong) = error.params().iter().find(|param| param.name() == sample[0]) {
            add(sample, &mut list, wrong.reason());
        }
    }
    if !list.is_empty() {
        fail(&format!(
            "what the action's schema permits does not read:{list}\n\
             give the field a type that takes it, or the schema another value"
        ));
    }
}

/// What was stored reads again: all of it, what an older version of the charm wrote, which lacks a field, and what a newer one
/// wrote, which has one more.
///
/// # Panics
/// It does not.
pub fn survives<S: StoredState>() {
    let read = |stored: &Value, what: &str| match S::deserialize(stored) {
        Ok(state) => state,
        Err(error) => fail(&format!("the stored state does not read {what}: {error}")),
    };
    let written = |state: &S| match serde_json::to_value(state) {
        Ok(stored) => stored,
        Err(error) => fail(&format!("the stored state cannot be written as JSON: {error}")),
    };
    let stored = written(&S::initial());
    let again = written(&read(&stored, "as it was written"));
    // What has no order of its own, as a `HashSet`, is written in another one each time.
    if stored != again && stored == written(&S::initial()) {
        fail(&format!("the stored state changes when it is read:\n  written {stored}\n  then    {again}"));
    }
    let Value::Object(fields) = &stored else { return };
    for field in fields.keys() {
        let mut older = fields.clone();
        older.remove(field);
        read(&Value::Object(older), &format!("where an older charm had no field `{field}`"));
    }
    let mut newer = fields.clone();
    newer.insert("a field of the next version".to_owned(), Value::Null);
    read(&Value::Object(newer), "where a newer charm had one more field, as after a rollback");
}

/// The charm's metadata is what the charm was built from, but for line ends and white space at the end of a line: a file that is
/// new since then, no compiler can see. `files` are all that may be there, with the bytes of those that were.
///
/// # Panics
/// It is not.
pub fn has_metadata(folder: &str, files: &[(&str, Option<&[u8]>)]) {
    let folder = Path::new(folder);
    if !folder.is_dir() {
        // The test runs far from the sources.
        return;
    }
    let mut list = String::new();
    for (name, built_from) in files {
        let now = fs::read(folder.join(name)).ok();
        let changed = match (built_from, &now) {
            (None, Some(_)) => "is new",
            (Some(_), None) => "is gone",
            (Some(built_from), Some(now)) if normal(built_from) != normal(now) => "has changed",
            _ => continue,
        };
        let _ = write!(list, "\n  {name} {changed}");
    }
    if !list.is_empty() {
        let folder = folder.display();
        fail(&format!(
            "the metadata in {folder} is not what the charm was built from:{list}\n\
             build the charm again: change any file of it that is not new, or `cargo clean --package` it"
        ));
    }
}

/// The lines of a text, without what an editor or git may change of their ends.
fn normal(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut lines: Vec<Vec<u8>> =
        text.split(|byte| *byte == b'\n').map(|line| line.trim_ascii_end().to_vec()).collect();
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

#[expect(clippy::panic, reason = "a test fails by a panic")]
fn fail(why: &str) -> ! {
    panic!("{why}")
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::action::{ParamError, ParamsError};
    use crate::config::{ConfigError, OptionError, kind};

    struct Config;

    impl FromConfig for Config {
        fn from_config(values: &Values) -> Result<Self, ConfigError> {
            let (port, level) = (
                values.required::<kind::Int, u16>("port"),
                values.required::<kind::String, std::net::IpAddr>("address"),
            );
            ConfigError::of([port.as_ref().err(), level.as_ref().err()] as [Option<&OptionError>; 2])
                .map_or(Ok(Self), Err)
        }
    }

    struct Backup;

    impl ActionParams for Backup {
        fn from_params(params: &Params) -> Result<Self, ParamsError> {
            let (count, name) = (params.required::<u8>("count"), params.required::<String>("name"));
            ParamsError::of([count.as_ref().err(), name.as_ref().err()] as [Option<&ParamError>; 2])
                .map_or(Ok(Self), Err)
        }
    }

    fn sample(name: &'static str, json: &'static str) -> Sample {
        [name, "the default", json, "config.yaml:7:14"]
    }

    fn said(check: impl FnOnce() + std::panic::UnwindSafe) -> String {
        *catch_unwind(check).unwrap_err().downcast().unwrap()
    }

    #[test]
    fn a_default_that_does_not_read_is_named_with_its_place() {
        reads_defaults::<Config>(&[sample("port", "80"), sample("address", r#""10.0.0.1""#)]);
        let said = said(|| {
            reads_defaults::<Config>(&[sample("port", "70000"), sample("address", r#""here""#)]);
        });
        assert!(said.contains("the default of `port`, 70000: 70000 is out of range"), "{said}");
        assert!(said.contains("`address`, \"here\": invalid IP"), "{said}");
        assert!(said.contains("--> config.yaml:7:14"), "{said}");
    }

    #[test]
    fn an_example_is_judged_without_the_others() {
        reads_examples::<Backup>(&[sample("count", "1"), sample("name", r#""a""#)]);
        let said = said(|| reads_examples::<Backup>(&[sample("count", "300"), sample("name", r#""a""#)]));
        assert!(said.contains("`count`, 300: ") && !said.contains("`name`"), "{said}");
    }

    #[derive(Default, Serialize, Deserialize)]
    struct Tolerant {
        #[serde(default)]
        count: u32,
    }

    #[derive(Default, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        #[serde(default)]
        count: u32,
    }

    #[derive(Default, Serialize, Deserialize)]
    struct Needy {
        count: u32,
    }

    #[derive(Serialize, Deserialize)]
    struct Changing {
        #[serde(skip_serializing_if = "Option::is_none", default = "one")]
        count: Option<u32>,
    }

    #[expect(clippy::unnecessary_wraps, reason = "serde asks for the field's type")]
    fn one() -> Option<u32> {
        Some(1)
    }

    macro_rules! stored {
        ($($state:ident = $initial:expr;)*) => {$(
            impl StoredState for $state {
                fn initial() -> Self {
                    $initial
                }
            }
        )*};
    }

    stored! {
        Tolerant = Self::default();
        Strict = Self::default();
        Needy = Self::default();
        Changing = Self { count: None };
    }

    #[test]
    fn state_of_older_and_newer_charms_reads() {
        survives::<Tolerant>();
        assert!(said(survives::<Strict>).contains("as after a rollback"));
        assert!(said(survives::<Needy>).contains("older charm had no field `count`"));
        assert!(said(survives::<Changing>).contains("changes when it is read"));
    }

    #[test]
    fn files_are_compared_but_for_the_ends_of_lines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap().to_owned();
        fs::write(folder.path().join("config.yaml"), "options: {} \r\n\r\n").unwrap();
        let built_from: &[u8] = b"options: {}\n";
        has_metadata(&path, &[("config.yaml", Some(built_from)), ("actions.yaml", None)]);
        has_metadata("/nowhere", &[("config.yaml", Some(built_from))]);
        let said = said(|| {
            fs::write(folder.path().join("actions.yaml"), "").unwrap();
            has_metadata(
                &path,
                &[("config.yaml", Some(b"a: b")), ("actions.yaml", None), ("metadata.yaml", Some(b""))],
            );
        });
        for expected in ["config.yaml has changed", "actions.yaml is new", "metadata.yaml is gone"] {
            assert!(said.contains(expected), "{said}");
        }
    }
}
