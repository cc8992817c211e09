//! Regular expressions, as far as to say whether Juju can compile them. Juju has those of Go's `regexp` (RE2): neither
//! look-around nor back-references, and repetition at most a thousand times.

use std::iter::Peekable;
use std::str::Chars;

/// How often something may be repeated, with all repetitions around it.
const MOST_REPEATS: u64 = 1000;

/// Says why a pattern does not compile.
pub(super) fn check(pattern: &str) -> Result<(), &'static str> {
    let mut groups = vec![Group::default()];
    let mut rest = Rest { chars: pattern.chars().peekable() };
    let mut repeated = false;
    while let Some(next) = rest.chars.next() {
        let group = groups.last_mut().ok_or("unexpected `)`")?;
        let mut repeats = false;
        match next {
            '(' => {
                // Or only flags, with nothing in them.
                if rest.group()? {
                    groups.push(Group::default());
                }
            }
            ')' => {
                let closed = groups.pop().filter(|_| !groups.is_empty()).ok_or("unexpected `)`")?;
                groups.last_mut().ok_or("unexpected `)`")?.add(closed.weight());
            }
            '|' => group.end(),
            '*' | '+' | '?' => {
                group.repeat((0, None), repeated)?;
                rest.skip('?');
                repeats = true;
            }
            '{' => match rest.bounds() {
                Some(bounds) => {
                    rest.skip('?');
                    group.repeat(bounds, repeated)?;
                    repeats = true;
                }
                None => group.add(1),
            },
            '[' => {
                rest.class()?;
                group.add(1);
            }
            '\\' if rest.skip('Q') => {
                if rest.quoted() {
                    group.add(1);
                }
            }
            '\\' => {
                rest.escape(true)?;
                group.add(1);
            }
            _ => group.add(1),
        }
        repeated = repeats;
    }
    if groups.len() == 1 { Ok(()) } else { Err("missing `)`") }
}

/// What stands between `(` and `)`.
#[derive(Default)]
struct Group {
    /// How often the most repeated part of it, but for the last one, is repeated.
    before: u64,
    /// The same of the last part, which may be repeated further; nothing at the start and after `|`.
    last: Option<u64>,
}

impl Group {
    fn weight(&self) -> u64 {
        self.before.max(self.last.unwrap_or(1))
    }

    fn add(&mut self, weight: u64) {
        self.end();
        self.last = Some(weight);
    }

    fn end(&mut self) {
        self.before = self.before.max(self.last.take().unwrap_or(0));
    }

    fn repeat(&mut self, (least, most): (u64, Option<u64>), repeated: bool) -> Result<(), &'static str> {
        if least.max(most.unwrap_or(0)) > MOST_REPEATS || most.is_some_and(|most| most < least) {
            return Err("invalid repeat count");
        }
        if repeated {
            return Err("a repetition of a repetition");
        }
        let last = self.last.ok_or("nothing to repeat")?;
        let times = if most == Some(0) { 0 } else { most.unwrap_or(least).max(1) };
        let weight = last * times;
        if times > 1 && weight > MOST_REPEATS {
            return Err("invalid repeat count");
        }
        self.last = Some(weight);
        Ok(())
    }
}

/// What is still to be read.
struct Rest<'p> {
    chars: Peekable<Chars<'p>>,
}

impl Rest<'_> {
    fn skip(&mut self, wanted: char) -> bool {
        self.chars.next_if_eq(&wanted).is_some()
    }

    /// After `(`: whether a group begins, or flags were set.
    fn group(&mut self) -> Result<bool, &'static str> {
        if !self.skip('?') {
            return Ok(true);
        }
        let mut named = self.chars.clone();
        named.next_if_eq(&'P');
        if named.next() == Some('<') {
            self.skip('P');
            return self.name();
        }
        let (mut negative, mut flags) = (false, false);
        for next in self.chars.by_ref() {
            match next {
                'i' | 'm' | 's' | 'U' => flags = true,
                '-' if !negative => (negative, flags) = (true, false),
                ':' | ')' if !negative || flags => return Ok(next == ':'),
                _ => break,
            }
        }
        Err("unknown syntax after `(?`")
    }

    /// At the `<` of a name.
    fn name(&mut self) -> Result<bool, &'static str> {
        self.chars.next();
        let mut length = 0;
        loop {
            match self.chars.next() {
                Some('>') if length > 0 => return Ok(true),
                Some(letter) if letter == '_' || letter.is_ascii_alphanumeric() => length += 1,
                _ => return Err("invalid name of a group"),
            }
        }
    }

    /// After `{`: the bounds of a repetition; if there are none, nothing is read and the brace stands for itself.
    fn bounds(&mut self) -> Option<(u64, Option<u64>)> {
        let mut ahead = Rest { chars: self.chars.clone() };
        let least = ahead.number()?;
        let most = match ahead.skip(',') {
            false => Some(least),
            true if ahead.chars.peek() == Some(&'}') => None,
            true => Some(ahead.number()?),
        };
        if !ahead.skip('}') {
            return None;
        }
        self.chars = ahead.chars;
        Some((least, most))
    }

    fn number(&mut self) -> Option<u64> {
        let mut digits = String::new();
        while let Some(digit) = self.chars.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let plain = !digits.is_empty() && (digits == "0" || !digits.starts_with('0'));
        plain.then(|| digits.parse().unwrap_or(u64::MAX))
    }

    /// After `\Q`: whether there is something up to `\E`.
    fn quoted(&mut self) -> bool {
        let mut some = false;
        while let Some(next) = self.chars.next() {
            if next == '\\' && self.skip('E') {
                break;
            }
            some = true;
        }
        some
    }

    /// After a `\`: the character that is meant; nothing for a class of characters or a place.
    fn escape(&mut self, outside: bool) -> Result<Option<u32>, &'static str> {
        const UNKNOWN: &str = "unknown escape after `\\`";
        let next = self.chars.next().ok_or("a `\\` at the end")?;
        match next {
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Ok(None),
            'A' | 'b' | 'B' | 'z' if outside => Ok(None),
            'p' | 'P' => self.unicode_class().map(|()| None),
            'a' => Ok(Some(7)),
            'f' => Ok(Some(12)),
            'n' => Ok(Some(10)),
            'r' => Ok(Some(13)),
            't' => Ok(Some(9)),
            'v' => Ok(Some(11)),
            'x' => self.hexadecimal().map(Some).ok_or(UNKNOWN),
            '1'..='7' if !self.chars.peek().is_some_and(|next| next.is_digit(8)) => Err(UNKNOWN),
            '0'..='7' => {
                let mut value = next.to_digit(8).unwrap_or(0);
                for _ in 0..2 {
                    let Some(digit) = self.chars.next_if(|next| next.is_digit(8)) else { break };
                    value = value * 8 + digit.to_digit(8).unwrap_or(0);
                }
                Ok(Some(value))
            }
            _ if next.is_ascii() && !next.is_ascii_alphanumeric() => Ok(Some(u32::from(next))),
            _ => Err(UNKNOWN),
        }
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        if !self.skip('{') {
            let (high, low) = (self.chars.next()?.to_digit(16)?, self.chars.next()?.to_digit(16)?);
            return Some(high * 16 + low);
        }
        let mut value = None;
        loop {
            match self.chars.next()? {
                '}' => return value,
                digit => {
                    value = Some(value.unwrap_or(0) * 16 + digit.to_digit(16)?).filter(|v| *v <= 0x10_ffff);
                }
            }
            value?;
        }
    }

    /// `\pL`, `\p{Greek}`: which names there are is Unicode's to say, so only the form is looked at.
    fn unicode_class(&mut self) -> Result<(), &'static str> {
        const UNKNOWN: &str = "unknown class of characters";
        if !self.skip('{') {
            let letter = self.chars.next().ok_or(UNKNOWN)?;
            return if "CLMNPSZclmnpsz".contains(letter) { Ok(()) } else { Err(UNKNOWN) };
        }
        let mut length = 0;
        self.skip('^');
        loop {
            match self.chars.next() {
                Some('}') if length > 0 => return Ok(()),
                Some(letter) if letter.is_ascii_alphabetic() || matches!(letter, '_' | '-' | ' ') => {
                    length += 1;
                }
                _ => return Err(UNKNOWN),
            }
        }
    }

    /// After `[`.
    fn class(&mut self) -> Result<(), &'static str> {
        const OPEN: &str = "missing `]`";
        self.skip('^');
        let mut first = true;
        loop {
            match self.chars.peek() {
                None => return Err(OPEN),
                Some(']') if !first => {
                    self.chars.next();
                    return Ok(());
                }
                Some(_) => {}
            }
            first = false;
            if self.posix_class()? {
                continue;
            }
            let Some(low) = self.class_character()? else { continue };
            let mut ahead = self.chars.clone();
            if ahead.next() == Some('-') && ahead.peek().is_some_and(|next| *next != ']') {
                self.chars.next();
                // A class cannot end a range.
                let high = self.class_character()?.ok_or("invalid range of characters")?;
                if high < low {
                    return Err("invalid range of characters");
                }
            }
        }
    }

    fn class_character(&mut self) -> Result<Option<u32>, &'static str> {
        if self.skip('\\') {
            return self.escape(false);
        }
        self.chars.next().map(|next| Some(u32::from(next))).ok_or("missing `]`")
    }

    /// `[:alnum:]` within a class.
    fn posix_class(&mut self) -> Result<bool, &'static str> {
        const NAMES: &[&str] = &[
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct",
            "space", "upper", "word", "xdigit",
        ];
        let text: String = self.chars.clone().take(40).collect();
        let Some((name, _)) = text.strip_prefix("[:").and_then(|text| text.split_once(":]")) else {
            return Ok(false);
        };
        if !NAMES.contains(&name.strip_prefix('^').unwrap_or(name)) {
            return Err("unknown class of characters");
        }
        self.chars.nth(name.len() + 3);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn takes_what_go_takes() {
        for pattern in [
            "",
            "a|b",
            "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$",
            "(?i)a(?P<x>b)(?<y_1>c)(?:d)",
            r"\d+\.\w*?\x{1f}\x41\07\12",
            "[]a]",
            "[^]]",
            "[a-]",
            "[[:alpha:][:^digit:]-z]",
            r"[\d\]-]",
            "a{2}{",
            "a{,2}",
            "a{1,}?",
            "{",
            "()",
            "(|a)",
            r"\Qa(b\E*",
            r"\pN\p{Greek}\P{^Lu}",
            "(a{10}){100}",
            "^*",
            "(a{1000}){0}",
            "x{0,1000}",
            "(?s-i:a)",
            r"\Q\E",
        ] {
            assert_eq!(check(pattern), Ok(()), "{pattern}");
        }
        for pattern in [
            "(",
            ")",
            "a)",
            "[",
            "[a",
            "[]",
            "*",
            "a**",
            "a+{2}",
            "|*",
            "(*)",
            "(?=a)",
            "(?!a)",
            "(?<=a)",
            "(?P<>a)",
            "(?<a-b>c)",
            r"\1",
            r"\8",
            r"\Z",
            r"\e",
            r"\",
            r"\x4",
            r"\x{}",
            r"\x{110000}",
            "[z-a]",
            "[[:foo:]]",
            r"[a-\d]",
            "a{1001}",
            "a{3,2}",
            "(a{11}){100}",
            r"\C",
            r"\u0041",
            "(?i",
            "(?",
            "(?-)a",
            r"\p{",
            r"\pX",
            r"[\b]",
            r"\E",
        ] {
            assert!(check(pattern).is_err(), "{pattern}");
        }
    }
}
