//! JSON as the same tree that YAML is read into: with a place for each key and each value.
//!
//! The reader of YAML would do for most files, but not for all (an emoji as `\ud83d\ude00`, a tab at the end), and it takes
//! what is no JSON for something else: `1 // one` for a text.

use std::collections::HashMap;

use super::{MOST_NODES, bad, warning};
use crate::diagnostic::Diagnostic;
use crate::letters::is_number;
use crate::source::{Mark, Source, SourceId, Span};
use crate::yaml::{Entry, Kind, Mapping, Node, Scalar, Value};

/// How deep objects and arrays may be nested.
const DEEPEST: usize = 64;

/// The value that a file holds, or why there is none. Keys that are given twice are reported, and the last one counts.
pub(super) fn parse(
    source: &Source,
    id: SourceId,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Node, Box<Diagnostic>> {
    let byte = source.byte_order_mark();
    let mut reader =
        Reader { text: &source.text, id, at: Mark { line: 1, column: 1, byte }, nodes: 0, diagnostics };
    reader.space();
    let root = reader.value(0)?;
    reader.space();
    match reader.peek() {
        None => Ok(root),
        Some(_) => Err(reader.wrong("something follows its end")),
    }
}

struct Reader<'s> {
    text: &'s str,
    id: SourceId,
    at: Mark,
    nodes: usize,
    diagnostics: &'s mut Vec<Diagnostic>,
}

type Outcome<T> = Result<T, Box<Diagnostic>>;

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        self.text.get(self.at.byte..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut rest = self.rest().chars();
        let found = rest.next()?;
        self.at.byte += found.len_utf8();
        if found == '\n' || found == '\r' && rest.next() != Some('\n') {
            self.at = Mark { line: self.at.line + 1, column: 1, ..self.at };
        } else {
            self.at.column += 1;
        }
        Some(found)
    }

    fn take(&mut self, wanted: char) -> bool {
        self.peek() == Some(wanted) && self.next().is_some()
    }

    fn space(&mut self) {
        while let Some(' ' | '\t' | '\n' | '\r') = self.peek() {
            self.next();
        }
    }

    fn since(&self, start: Mark) -> Span {
        Span { source: self.id, start, end: self.at }
    }

    fn wrong(&self, what: &str) -> Box<Diagnostic> {
        Box::new(bad(format!("this is not JSON: {what}")).at(self.since(self.at)).help(
            "JSON has no comments and no comma before `}` or `]`, and its texts stand in double quotes",
        ))
    }

    fn expected(&self, wanted: &str) -> Box<Diagnostic> {
        match self.peek() {
            Some(found) => self.wrong(&format!("expected {wanted}, found `{found}`")),
            None => self.wrong(&format!("expected {wanted}, but the file ends")),
        }
    }

    fn value(&mut self, depth: usize) -> Outcome<Node> {
        let start = self.at;
        self.nodes += 1;
        if depth > DEEPEST || self.nodes > MOST_NODES {
            let what = "objects and arrays nested that deep, or that many values";
            return Err(Box::new(bad(format!("{what}, are not read")).at(self.since(start))));
        }
        let kind = match self.peek() {
            Some('{') => Kind::Mapping(self.object(depth)?),
            Some('[') => Kind::Sequence(self.array(depth)?),
            Some('"') => {
                let text = self.string()?;
                Kind::Scalar(Scalar { value: Value::String(text.clone()), text, plain: false })
            }
            _ => self.bare()?,
        };
        Ok(Node { span: self.since(start), kind })
    }

    fn object(&mut self, depth: usize) -> Outcome<Mapping> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        self.next();
        self.space();
        if self.take('}') {
            return Ok(Mapping { entries });
        }
        loop {
            self.space();
            if self.peek() != Some('"') {
                return Err(self.expected("a key in double quotes"));
            }
            let key = self.value(depth + 1)?;
            self.space();
            if !self.take(':') {
                return Err(self.expected("`:`"));
            }
            self.space();
            let value = self.value(depth + 1)?;
            match known.get(key.text()).and_then(|place| entries.get_mut(*place)) {
                Some(earlier) => {
                    self.diagnostics.push(duplicate(&key, earlier));
                    *earlier = Entry { key, value };
                }
                None => {
                    known.insert(key.text().to_owned(), entries.len());
                    entries.push(Entry { key, value });
                }
            }
            self.space();
            if self.take('}') {
                return Ok(Mapping { entries });
            }
            if !self.take(',') {
                return Err(self.expected("`,` or `}`"));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Outcome<Vec<Node>> {
        let mut nodes = Vec::new();
        self.next();
        self.space();
        if self.take(']') {
            return Ok(nodes);
        }
        loop {
            self.space();
            nodes.push(self.value(depth + 1)?);
            self.space();
            if self.take(']') {
                return Ok(nodes);
            }
            if !self.take(',') {
                return Err(self.expected("`,` or `]`"));
            }
        }
    }

    fn string(&mut self) -> Outcome<String> {
        let mut text = String::new();
        self.next();
        loop {
            match self.peek() {
                None => return Err(self.wrong("a text has no end")),
                Some('"') => {
                    self.next();
                    return Ok(text);
                }
                Some('\\') => text.push(self.escape()?),
                Some('\0'..='\u{1f}') => {
                    return Err(self.wrong("a line break, a tab or the like within a text"));
                }
                Some(other) => {
                    text.push(other);
                    self.next();
                }
            }
        }
    }

    fn escape(&mut self) -> Outcome<char> {
        self.next();
        let found = match self.peek() {
            Some(found @ ('"' | '\\' | '/')) => found,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('u') => return self.unicode(),
            _ => return Err(self.expected("an escape such as `\\n`")),
        };
        self.next();
        Ok(found)
    }

    /// `\u00e9`; what does not fit into four digits stands as a pair of surrogates.
    fn unicode(&mut self) -> Outcome<char> {
        let first = self.digits()?;
        let mut code = first;
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            self.next();
            let second = self.digits()?;
            if (0xdc00..0xe000).contains(&second) {
                code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            }
        }
        char::from_u32(code).ok_or_else(|| self.wrong("half of a surrogate pair"))
    }

    /// The four digits after a `u`.
    fn digits(&mut self) -> Outcome<u32> {
        self.next();
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = self.peek().and_then(|found| found.to_digit(16)) else {
                return Err(self.expected("four hexadecimal digits"));
            };
            code = code * 16 + digit;
            self.next();
        }
        Ok(code)
    }

    /// A number, `true`, `false` or `null`.
    fn bare(&mut self) -> Outcome<Kind> {
        let text: &str = self.rest();
        let length = text
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')))
            .unwrap_or(text.len());
        let text = text.get(..length).unwrap_or_default();
        let value = match text {
            "null" => Some(Value::Null),
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            text => number(text),
        };
        let Some(value) = value else { return Err(self.expected("a value")) };
        self.at = Mark { column: self.at.column + length, byte: self.at.byte + length, ..self.at };
        Ok(Kind::Scalar(Scalar { text: text.to_owned(), plain: true, value }))
    }
}

/// A number as JSON writes it: no `+`, no zero in front, digits on both sides of a point.
fn number(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let has_zero = whole.len() > 1 && whole.starts_with('0');
    if !is_number(whole) || !is_number(fraction) || !is_number(exponent) || has_zero {
        return None;
    }
    if let Ok(value) = text.parse() {
        return Some(Value::Int(value));
    }
    if let Ok(value) = text.parse() {
        return Some(Value::Unsigned(value));
    }
    text.parse().ok().filter(|value: &f64| value.is_finite()).map(Value::Float)
}

fn duplicate(key: &Node, earlier: &Entry) -> Diagnostic {
    let name = key.scalar().map(Scalar::brief).unwrap_or_default();
    warning(format!("the key `{name}` is given twice; the last one counts"))
        .at(key.span)
        .related(earlier.key.span, "this one is lost")
        .help("keep one of them")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Result<Node, Box<Diagnostic>>, Vec<Diagnostic>) {
        let source = Source::new("s.json".into(), "s.json".into(), text.into());
        let mut diagnostics = Vec::new();
        (parse(&source, SourceId(0), &mut diagnostics), diagnostics)
    }

    fn wrong(text: &str) -> (usize, usize, String) {
        let found = read(text).0.unwrap_err();
        let start = found.span.unwrap().start;
        (start.line, start.column, found.message.replace("this is not JSON: ", ""))
    }

    #[test]
    fn what_yaml_reads_otherwise_is_read_as_json() {
        let long = "k".repeat(2000);
        let text = format!(
            "\u{feff}\t{{\"a\":\"\\ud83d\\ude00\\u00e9\\/\\n\",\r\n\t\"{long}\":[-0,1e3,18446744073709551615,\"\u{2028}\"]}}\n\t"
        );
        let (root, diagnostics) = read(&text);
        let root = root.unwrap();
        assert_eq!(diagnostics, []);
        let mapping = root.mapping().unwrap();
        assert_eq!(mapping.get("a").unwrap().string(), Some("😀é/\n"));
        let items = mapping.get(&long).unwrap().sequence().unwrap();
        let values: Vec<_> =
            items.iter().filter_map(Node::scalar).map(|scalar| scalar.value.clone()).collect();
        let text = Value::String("\u{2028}".into());
        assert_eq!(values, [Value::Int(0), Value::Float(1000.0), Value::Unsigned(u64::MAX), text]);
        // After the byte order mark and the tab; on the second line after the tab, of 2004 characters.
        assert_eq!((root.span.start.line, root.span.start.column, root.span.start.byte), (1, 2, 4));
        assert_eq!((items[0].span.start.line, items[0].span.start.column), (2, 2006));
    }

    #[test]
    fn what_is_not_json_is_said_at_its_place() {
        for (text, place, what) in [
            ("", (1, 1), "expected a value, but the file ends"),
            ("a: b", (1, 1), "expected a value, found `a`"),
            ("{\"a\": 1 // one\n}", (1, 9), "expected `,` or `}`, found `/`"),
            ("{\"a\": 1,\n}", (2, 1), "expected a key in double quotes, found `}`"),
            ("{\"a\": 1\n \"b\": 2}", (2, 2), "expected `,` or `}`, found `\"`"),
            ("{'a': 1}", (1, 2), "expected a key in double quotes, found `'`"),
            ("{\"a\" 1}", (1, 6), "expected `:`, found `1`"),
            ("[1 2]", (1, 4), "expected `,` or `]`, found `2`"),
            ("[True]", (1, 2), "expected a value, found `T`"),
            ("[01]", (1, 2), "expected a value, found `0`"),
            ("[1e999]", (1, 2), "expected a value, found `1`"),
            ("[1.]", (1, 2), "expected a value, found `1`"),
            ("\"a\nb\"", (1, 3), "a line break, a tab or the like within a text"),
            ("\"é", (1, 3), "a text has no end"),
            ("\"\\x\"", (1, 3), "expected an escape such as `\\n`, found `x`"),
            ("\"\\u12\"", (1, 6), "expected four hexadecimal digits, found `\"`"),
            ("\"\\ud83d\"", (1, 8), "half of a surrogate pair"),
            ("\"\\ude00\"", (1, 8), "half of a surrogate pair"),
            ("\"\\ud83d\\u0041\"", (1, 14), "half of a surrogate pair"),
            ("{} {}", (1, 4), "something follows its end"),
        ] {
            assert_eq!(wrong(text), (place.0, place.1, what.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_key_given_twice_is_a_warning_and_the_last_counts() {
        let (root, diagnostics) = read("{\"a\": 1, \"b\": 2, \"a\": 3}");
        let keys: Vec<(String, String)> = root
            .unwrap()
            .mapping()
            .unwrap()
            .entries
            .iter()
            .map(|entry| (entry.key.text().into(), entry.value.text().into()))
            .collect();
        assert_eq!(keys, [("a".into(), "3".into()), ("b".into(), "2".into())]);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].level, crate::Level::Warning);
    }

    #[test]
    fn what_is_too_deep_or_too_much_is_not_read() {
        for text in ["[".repeat(100_000), format!("[{}0]", "0,".repeat(200_000))] {
            assert!(read(&text).0.unwrap_err().message.contains("not read"));
        }
    }
}
