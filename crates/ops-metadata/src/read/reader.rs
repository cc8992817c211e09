//! What the readers of the sections have in common: Juju's notions of a string, a number, a truth value and a mapping,
//! and the message where a value is something else.

use crate::catalogue::{KEY_NOT_STRING, WRONG_TYPE};
use crate::diagnostic::{Diagnostic, Level};
use crate::source::Spanned;
use crate::yaml::{Entry, Kind, Mapping, Node, Scalar, Value, integer};

/// Collects what the readers find.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether what is read is in charmcraft.yaml, so that charmcraft writes it anew before Juju reads it.
    pub(crate) rewritten: bool,
    /// Whether something is no mapping that should be one: what it was to hold is not known.
    pub(crate) unread: bool,
}

impl Reader {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A value of another type than Juju takes here; `wanted` with its article.
    pub(crate) fn wrong_type(&mut self, path: &str, wanted: &str, node: &Node) {
        self.report(wrong_type(path, wanted, node));
    }

    /// The same where a mapping of names should be: what they are is not known.
    pub(crate) fn no_mapping(&mut self, path: &str, node: &Node) {
        self.wrong_type(path, "a mapping", node);
        self.unread = true;
    }

    /// A mapping all of whose keys are strings; those that are not are reported and may be used by their text.
    pub(crate) fn mapping<'n>(&mut self, path: &str, node: &'n Node) -> Option<&'n Mapping> {
        let Some(mapping) = node.mapping() else {
            self.no_mapping(path, node);
            return None;
        };
        self.string_keys(path, mapping);
        Some(mapping)
    }

    /// Reports keys that are not strings.
    pub(crate) fn string_keys(&mut self, path: &str, mapping: &Mapping) {
        for entry in &mapping.entries {
            let key = &entry.key;
            // A list or a mapping as a key has been reported, wherever it stands.
            if key.string().is_some() || key.scalar().is_none() {
                continue;
            }
            let place = if path.is_empty() { "the metadata".to_owned() } else { format!("`{path}`") };
            let message = format!("a key of {place} must be a string, but Juju reads {}", key.describe());
            self.report(quoted(Diagnostic::new(KEY_NOT_STRING, message).at(key.span), key));
        }
    }

    /// What each entry of such a mapping says.
    pub(crate) fn entries<T>(&mut self, path: &str, node: &Node, read: fn(&Entry, &mut Self) -> T) -> Vec<T> {
        let mut all = Vec::new();
        if let Some(mapping) = self.mapping(path, node) {
            for entry in &mapping.entries {
                all.push(read(entry, self));
            }
        }
        all
    }

    pub(crate) fn list<'n>(&mut self, path: &str, node: &'n Node) -> &'n [Node] {
        match node.sequence() {
            Some(nodes) => nodes,
            None => {
                self.wrong_type(path, "a list", node);
                &[]
            }
        }
    }

    pub(crate) fn string(&mut self, path: &str, node: &Node) -> Option<Spanned<String>> {
        match node.string() {
            Some(text) => Some(Spanned::new(text.to_owned(), node.span)),
            None => {
                self.wrong_type(path, "a string", node);
                None
            }
        }
    }

    /// `true`, or a string that says so.
    pub(crate) fn boolean(&mut self, path: &str, node: &Node) -> Option<bool> {
        let value = node.boolean().or_else(|| node.string().and_then(parse_boolean));
        if value.is_none() {
            self.wrong_type(path, "a boolean", node);
        }
        value
    }

    /// An integer, or a string that holds one.
    pub(crate) fn integer(&mut self, path: &str, node: &Node) -> Option<Spanned<i64>> {
        let value = self.integer_value(path, node);
        if value.is_none() {
            self.wrong_type(path, "an integer", node);
        }
        value.map(|value| Spanned::new(value, node.span))
    }

    /// The same without an error where it is something else.
    pub(crate) fn integer_value(&mut self, path: &str, node: &Node) -> Option<i64> {
        let scalar = node.scalar()?;
        match scalar.value {
            // Whether the point or the exponent is still there when Juju reads it depends on who writes the file anew.
            Value::Float(number) if self.rewritten && number.fract() == 0.0 => {
                let help = format!("write it as an integer: `{number}`");
                self.report(wrong_type(path, "an integer", node).level(Level::Warning).help(help));
                Some(number as i64)
            }
            _ => parse_integer(scalar),
        }
    }

    pub(crate) fn strings(&mut self, path: &str, node: &Node) -> Vec<Spanned<String>> {
        let mut strings = Vec::new();
        for (number, node) in self.list(path, node).iter().enumerate() {
            if let Some(string) = self.string(&format!("{path}[{number}]"), node) {
                strings.push(string);
            }
        }
        strings
    }

    /// The string under a key, if the key is there.
    pub(crate) fn string_at(&mut self, path: &str, mapping: &Mapping, key: &str) -> Option<Spanned<String>> {
        self.string(&format!("{path}.{key}"), mapping.get(key)?)
    }

    /// The truth value under a key, if the key is there.
    pub(crate) fn boolean_at(&mut self, path: &str, mapping: &Mapping, key: &str) -> Option<bool> {
        self.boolean(&format!("{path}.{key}"), mapping.get(key)?)
    }

    /// The integer under a key, if the key is there.
    pub(crate) fn integer_at(&mut self, path: &str, mapping: &Mapping, key: &str) -> Option<Spanned<i64>> {
        self.integer(&format!("{path}.{key}"), mapping.get(key)?)
    }
}

/// The diagnostic for a value of another type than Juju takes here.
pub(crate) fn wrong_type(path: &str, wanted: &str, node: &Node) -> Diagnostic {
    let message = match node.scalar() {
        _ if node.is_null() => format!("`{path}` must be {wanted}, but has no value"),
        Some(Scalar { plain: true, .. }) => {
            format!("`{path}` must be {wanted}, but Juju reads {}", node.describe())
        }
        _ => format!("`{path}` must be {wanted}, but is {}", node.describe()),
    };
    let found = Diagnostic::new(WRONG_TYPE, message).at(node.span);
    if wanted == "a string" { quoted(found, node) } else { found }
}

/// With the advice to quote, where that makes it a string.
pub(crate) fn quoted(found: Diagnostic, node: &Node) -> Diagnostic {
    match &node.kind {
        Kind::Scalar(Scalar { plain: true, text, .. }) if !text.is_empty() => {
            let quoted = format!("\"{text}\"");
            found.help(format!("quote it: `{quoted}`")).suggest(node.span, quoted, true)
        }
        _ => found,
    }
}

/// The words that Go's `strconv.ParseBool` takes, which Juju takes in a string.
pub(crate) fn parse_boolean(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "True" | "TRUE" => Some(true),
        "0" | "f" | "F" | "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// An integer of 64 bits, also in a string.
pub(crate) fn parse_integer(scalar: &Scalar) -> Option<i64> {
    match &scalar.value {
        Value::Int(value) => Some(*value),
        Value::String(text) => match integer(text) {
            Some(Value::Int(value)) => Some(value),
            _ => None,
        },
        _ => None,
    }
}

/// The text of a key that Juju does not look at, whatever its type.
pub(crate) fn any_text(mapping: &Mapping, key: &str) -> Option<Spanned<String>> {
    written(mapping.get(key)?)
}

/// The text of a scalar that is not null.
pub(crate) fn written(node: &Node) -> Option<Spanned<String>> {
    let is_written = node.scalar().is_some() && !node.is_null();
    is_written.then(|| node.spanned_text())
}

/// The texts of a key that Juju does not look at: of a list, or of a single value.
pub(crate) fn any_texts(mapping: &Mapping, key: &str) -> Vec<Spanned<String>> {
    let mut texts = Vec::new();
    if let Some(node) = mapping.get(key) {
        for node in node.one_or_several() {
            if let Some(text) = written(node) {
                texts.push(text);
            }
        }
    }
    texts
}

/// The texts of those that are strings.
pub(crate) fn only_strings(nodes: &[Node]) -> Vec<Spanned<String>> {
    let mut strings = Vec::new();
    for node in nodes {
        if node.string().is_some() {
            strings.push(node.spanned_text());
        }
    }
    strings
}
