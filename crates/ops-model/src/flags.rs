//! Flags as Juju's hook tools read them: GNU style, as `github.com/juju/gnuflag` does.

use std::borrow::Cow;

use crate::halves::halves;
use crate::tools::Failure;

/// A flag that a tool knows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flag {
    /// Its names without dashes, the one it is asked by first.
    pub(crate) names: &'static [&'static str],
    /// Whether it stands alone (`--app`) rather than with a value (`--format json`).
    pub(crate) is_switch: bool,
}

/// A flag with a value.
pub(crate) const fn value(names: &'static [&'static str]) -> Flag {
    Flag { names, is_switch: false }
}

/// A flag that stands alone; `--app=false` says no.
pub(crate) const fn switch(names: &'static [&'static str]) -> Flag {
    Flag { names, is_switch: true }
}

/// No tool knows more flags.
const MOST: usize = 7;

/// What an argument list said. Every call makes one, so it is small.
#[derive(Debug)]
pub(crate) struct Parsed<'a> {
    flags: &'static [Flag],
    /// What each flag was given last.
    values: [Option<&'a str>; MOST],
    /// Which of its names that was given by.
    spelled: [u8; MOST],
    /// What is no flag, in order.
    pub(crate) positionals: Cow<'a, [&'a str]>,
}

impl<'a> Parsed<'a> {
    fn place(&self, name: &str) -> Option<usize> {
        self.flags.iter().position(|flag| flag.names.first() == Some(&name))
    }

    /// The value of a flag; the last one given wins.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.values.get(self.place(name)?).copied().flatten()
    }

    /// The positional of this place.
    pub(crate) fn positional(&self, place: usize) -> Option<&'a str> {
        self.positionals.get(place).copied()
    }

    /// The complaint about a flag's value.
    #[cold]
    pub(crate) fn invalid(&self, name: &str, reason: &str) -> Failure {
        let names = self.place(name).and_then(|place| {
            let spelled = usize::from(*self.spelled.get(place)?);
            self.flags.get(place)?.names.get(spelled)
        });
        let (spelled, value) = (names.copied().unwrap_or(name), self.get(name).unwrap_or_default());
        Failure::Usage(format!("invalid value {value:?} for option {}: {reason}", shown(spelled)))
    }

    /// Whether a switch is on.
    pub(crate) fn is_on(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }

    /// Refuses positionals beyond the first `most`.
    pub(crate) fn at_most(&self, most: usize) -> Result<(), Failure> {
        match self.positionals.get(most..) {
            None | Some([]) => Ok(()),
            Some(surplus) => Err(Failure::Usage(format!("unrecognized args: {}", go_list(surplus)))),
        }
    }
}

/// Reads an argument list; flags may stand anywhere before a `--`.
pub(crate) fn parse<'a, const N: usize>(
    flags: &'static [Flag; N],
    args: &'a [&'a str],
) -> Result<Parsed<'a>, Failure> {
    const { assert!(N <= MOST) };
    let mut parsed = Parsed { flags, values: [None; MOST], spelled: [0; MOST], positionals: Cow::default() };
    parsed.read(args)?;
    Ok(parsed)
}

impl<'a> Parsed<'a> {
    fn read(&mut self, mut args: &'a [&'a str]) -> Result<(), Failure> {
        while let [arg, after @ ..] = args {
            let is_positional = |arg: &&str| !arg.starts_with('-') || *arg == "-";
            if *arg == "--" {
                self.add(after);
                return Ok(());
            } else if is_positional(arg) {
                if after.iter().all(is_positional) {
                    self.add(args);
                    return Ok(());
                }
                let positionals = self.positionals.to_mut();
                positionals.reserve(args.len());
                positionals.push(arg);
                args = after;
            } else if let Some(long) = arg.strip_prefix("--") {
                let (name, given) = match halves(long, b'=') {
                    Some((name, value)) => (name, Some(value)),
                    None => (long, None),
                };
                args = self.set(find(self.flags, name)?, name, given, after)?;
            } else {
                args = self.short_flags(arg.get(1..).unwrap_or_default(), after)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, positionals: &'a [&'a str]) {
        if self.positionals.is_empty() {
            self.positionals = positionals.into();
        } else {
            self.positionals.to_mut().extend(positionals);
        }
    }

    /// `-r 3`, `-r3`, and switches run together. An equals sign is a part of the value: Juju refuses `-r=3`. Gives the arguments that
    /// are left.
    fn short_flags(&mut self, mut rest: &'a str, args: &'a [&'a str]) -> Result<&'a [&'a str], Failure> {
        while let Some(letter) = rest.chars().next() {
            let (name, after) = rest.split_at(letter.len_utf8());
            let found = find(self.flags, name)?;
            if !found.flag.is_switch || after.starts_with('=') {
                return self.set(found, name, (!after.is_empty()).then_some(after), args);
            }
            self.set(found, name, None, args)?;
            rest = after;
        }
        Ok(args)
    }

    /// Takes a flag's value, from the arguments if it was not given with the flag. Gives the arguments that are left.
    fn set(
        &mut self,
        Found { flag, place, spelled }: Found,
        name: &str,
        given: Option<&'a str>,
        mut args: &'a [&'a str],
    ) -> Result<&'a [&'a str], Failure> {
        let value = match (flag.is_switch, given) {
            (true, None) => "true",
            (true, Some(text)) => truth(text).ok_or_else(|| {
                let reason = format!("strconv.ParseBool: parsing {text:?}: invalid syntax");
                Failure::Usage(format!("invalid value {text:?} for option {}: {reason}", shown(name)))
            })?,
            (false, Some(text)) => text,
            (false, None) => {
                let Some((value, after)) = args.split_first() else {
                    return Err(Failure::Usage(format!("option needs an argument: {}", shown(name))));
                };
                args = after;
                value
            }
        };
        if let (Some(of_it), Some(by)) = (self.values.get_mut(place), self.spelled.get_mut(place)) {
            (*of_it, *by) = (Some(value), spelled);
        }
        Ok(args)
    }
}

/// A flag, its place among the others, and that of the name that it was found by among its names.
struct Found {
    flag: &'static Flag,
    place: usize,
    spelled: u8,
}

/// The flag of this name.
fn find(flags: &'static [Flag], name: &str) -> Result<Found, Failure> {
    for (place, flag) in flags.iter().enumerate() {
        for (spelled, known) in (0..).zip(flag.names) {
            if *known == name {
                return Ok(Found { flag, place, spelled });
            }
        }
    }
    Err(undefined(name))
}

#[cold]
fn undefined(name: &str) -> Failure {
    Failure::Usage(format!("option provided but not defined: {}", shown(name)))
}

fn shown(name: &str) -> String {
    let dashes = if name.chars().count() == 1 { "-" } else { "--" };
    format!("{dashes}{name}")
}

/// Go's `strconv.ParseBool`.
fn truth(text: &str) -> Option<&'static str> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some("true"),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some("false"),
        _ => None,
    }
}

/// Go's `%q` of a list, near enough: `["a" "b"]`.
fn go_list(items: &[&str]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("{item:?}")).collect();
    format!("[{}]", quoted.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAGS: [Flag; 3] = [value(&["r", "relation"]), switch(&["app"]), value(&["format"])];

    fn read(line: &'static str) -> Result<Parsed<'static>, Failure> {
        let args: Vec<&str> = line.split(' ').collect();
        parse(&FLAGS, args.leak())
    }

    #[test]
    fn flags_stand_before_and_after_positionals() {
        let parsed = read("--format=json -r 3 - web/0 --app").unwrap();
        assert_eq!(parsed.get("format"), Some("json"));
        assert_eq!(parsed.get("r"), Some("3"));
        assert!(parsed.is_on("app"));
        assert_eq!(*parsed.positionals, ["-", "web/0"]);
    }

    #[test]
    fn each_spelling_of_a_value() {
        for line in ["-r 3", "-r3", "--relation 3", "--relation=3"] {
            assert_eq!(read(line).unwrap().get("r"), Some("3"), "{line}");
        }
        assert!(!read("--app=False").unwrap().is_on("app"));
        assert_eq!(read("-r=3").unwrap().get("r"), Some("=3"));
    }

    #[test]
    fn two_dashes_end_the_flags() {
        assert_eq!(*read("a -- --app -x").unwrap().positionals, ["a", "--app", "-x"]);
        assert_eq!(*read("-- -x --").unwrap().positionals, ["-x", "--"]);
        assert_eq!(*read("a --app b - c").unwrap().positionals, ["a", "b", "-", "c"]);
    }

    #[test]
    fn refusals_in_juju_s_words() {
        let said = |line| read(line).unwrap_err().to_string();
        assert_eq!(said("--nope"), "option provided but not defined: --nope");
        assert_eq!(said("-1"), "option provided but not defined: -1");
        assert_eq!(said("--format"), "option needs an argument: --format");
        let invalid = |line| read(line).unwrap().invalid("r", "no").to_string();
        assert_eq!(invalid("-r 3 --relation 4"), r#"invalid value "4" for option --relation: no"#);
        assert_eq!(invalid("--relation 4 -r 3"), r#"invalid value "3" for option -r: no"#);
        let surplus = read("a b").unwrap().at_most(1).unwrap_err();
        assert_eq!(surplus.to_string(), r#"unrecognized args: ["b"]"#);
    }
}
