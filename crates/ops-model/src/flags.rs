//! Flags as Juju's hook tools read them: GNU style, as `github.com/juju/gnuflag` does.

use crate::halves::halves;
use crate::tools::Failure;

/// A flag that a tool knows.
#[derive(Clone, Copy)]
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

/// What an argument list said.
#[derive(Debug, Default)]
pub(crate) struct Parsed<'a> {
    /// Of each flag its first name, how it was spelled last, and its value.
    values: [Option<(&'static str, &'a str, &'a str)>; MOST],
    /// What is no flag, in order.
    pub(crate) positionals: Vec<&'a str>,
}

impl<'a> Parsed<'a> {
    /// The value of a flag; the last one given wins.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.given(name).map(|(_, value)| value)
    }

    fn given(&self, name: &str) -> Option<(&'a str, &'a str)> {
        let given = self.values.iter().flatten().find(|(flag, ..)| *flag == name);
        given.map(|(_, spelled, value)| (*spelled, *value))
    }

    /// The positional of this place.
    pub(crate) fn positional(&self, place: usize) -> Option<&'a str> {
        self.positionals.get(place).copied()
    }

    /// The complaint about a flag's value.
    pub(crate) fn invalid(&self, name: &str, reason: &str) -> Failure {
        let (spelled, value) = self.given(name).unwrap_or_default();
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
pub(crate) fn parse<'a, const N: usize>(flags: &[Flag; N], args: &[&'a str]) -> Result<Parsed<'a>, Failure> {
    const { assert!(N <= MOST) };
    let mut parsed = Parsed::default();
    read(flags, args, &mut parsed)?;
    Ok(parsed)
}

fn read<'a>(flags: &[Flag], args: &[&'a str], parsed: &mut Parsed<'a>) -> Result<(), Failure> {
    let mut args = args.iter().copied();
    while let Some(arg) = args.next() {
        if arg == "--" {
            parsed.positionals.extend(args.by_ref());
        } else if let Some(long) = arg.strip_prefix("--") {
            let (name, given) = match halves(long, b'=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            };
            set(parsed, flags, name, given, &mut args)?;
        } else if let Some(short) = arg.strip_prefix('-').filter(|short| !short.is_empty()) {
            short_flags(parsed, flags, short, &mut args)?;
        } else {
            parsed.positionals.push(arg);
        }
    }
    Ok(())
}

/// `-r 3`, `-r3`, and switches run together. An equals sign is a part of the value: Juju refuses `-r=3`.
fn short_flags<'a>(
    parsed: &mut Parsed<'a>,
    flags: &[Flag],
    short: &'a str,
    args: &mut impl Iterator<Item = &'a str>,
) -> Result<(), Failure> {
    let mut rest = short;
    while let Some(letter) = rest.chars().next() {
        let (name, after) = rest.split_at(letter.len_utf8());
        let (_, flag) = find(flags, name)?;
        if flag.is_switch && !after.starts_with('=') {
            set(parsed, flags, name, None, args)?;
            rest = after;
        } else {
            return set(parsed, flags, name, (!after.is_empty()).then_some(after), args);
        }
    }
    Ok(())
}

fn set<'a>(
    parsed: &mut Parsed<'a>,
    flags: &[Flag],
    name: &'a str,
    given: Option<&'a str>,
    args: &mut impl Iterator<Item = &'a str>,
) -> Result<(), Failure> {
    let (place, flag) = find(flags, name)?;
    let value = match (flag.is_switch, given) {
        (true, None) => "true",
        (true, Some(text)) => truth(text).ok_or_else(|| {
            let reason = format!("strconv.ParseBool: parsing {text:?}: invalid syntax");
            Failure::Usage(format!("invalid value {text:?} for option {}: {reason}", shown(name)))
        })?,
        (false, Some(text)) => text,
        (false, None) => {
            args.next().ok_or_else(|| Failure::Usage(format!("option needs an argument: {}", shown(name))))?
        }
    };
    if let (Some(key), Some(place)) = (flag.names.first(), parsed.values.get_mut(place)) {
        *place = Some((key, name, value));
    }
    Ok(())
}

fn find<'a>(flags: &'a [Flag], name: &str) -> Result<(usize, &'a Flag), Failure> {
    flags
        .iter()
        .enumerate()
        .find(|(_, flag)| flag.names.contains(&name))
        .ok_or_else(|| Failure::Usage(format!("option provided but not defined: {}", shown(name))))
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

    fn read(line: &str) -> Result<Parsed<'_>, Failure> {
        let args: Vec<&str> = line.split(' ').collect();
        parse(&FLAGS, &args)
    }

    #[test]
    fn flags_stand_before_and_after_positionals() {
        let parsed = read("--format=json -r 3 - web/0 --app").unwrap();
        assert_eq!(parsed.get("format"), Some("json"));
        assert_eq!(parsed.get("r"), Some("3"));
        assert!(parsed.is_on("app"));
        assert_eq!(parsed.positionals, ["-", "web/0"]);
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
        assert_eq!(read("a -- --app -x").unwrap().positionals, ["a", "--app", "-x"]);
    }

    #[test]
    fn refusals_in_juju_s_words() {
        let said = |line| read(line).unwrap_err().to_string();
        assert_eq!(said("--nope"), "option provided but not defined: --nope");
        assert_eq!(said("-1"), "option provided but not defined: -1");
        assert_eq!(said("--format"), "option needs an argument: --format");
        let surplus = read("a b").unwrap().at_most(1).unwrap_err();
        assert_eq!(surplus.to_string(), r#"unrecognized args: ["b"]"#);
    }
}
