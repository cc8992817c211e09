//! The config options: config.yaml, or `config` in charmcraft.yaml.

use super::load::File;
use super::reader::{Reader, parse_boolean, quoted, written};
use crate::catalogue::{BAD_DEFAULT, NO_OPTIONS, UNKNOWN_OPTION_TYPE};
use crate::diagnostic::Diagnostic;
use crate::metadata::{ConfigOption, Metadata, OptionType, Section, named, words};
use crate::source::{Span, Spanned};
use crate::suggest::closest;
use crate::yaml::{Entry, Mapping, Node, Scalar, Value};

pub(super) fn read_file(file: &File, reader: &mut Reader, metadata: &mut Metadata) {
    let Some(root) = file.root.as_ref().filter(|root| root.mapping().is_some()) else { return };
    if let Some(entry) = by_text(root.mapping(), "options") {
        metadata.sections.push((Section::Config, entry.key.span));
    }
    read(root, file.start(), reader, metadata);
}

/// Reads a mapping with the key `options`; `at` is where to say that it is missing.
pub(super) fn read(node: &Node, at: Span, reader: &mut Reader, metadata: &mut Metadata) {
    if node.mapping().is_none() {
        return reader.no_mapping("config", node);
    }
    let Some(options) = by_text(node.mapping(), "options") else {
        return no_options(node, at, reader);
    };
    match options.value.mapping() {
        Some(mapping) => {
            for entry in &mapping.entries {
                metadata.options.push(option(entry, reader));
            }
        }
        None if options.value.is_null() => {}
        None => reader.no_mapping("options", &options.value),
    }
}

fn no_options(node: &Node, at: Span, reader: &mut Reader) {
    reader.unread = true;
    let mut found = Diagnostic::new(NO_OPTIONS, "the config has no `options`").at(at);
    found = found.help("put the options under the key `options`, or remove the config");
    for Entry { key, .. } in node.entries() {
        if closest("options", &[key.text()]).is_some() {
            let help = format!("did you mean `options` with `{}`?", key.text());
            found = found.help(help).suggest(key.span, "options", false);
            break;
        }
    }
    reader.report(found);
}

/// Juju reads the keys of the config as they are written, whatever YAML takes them for: an option may be called `on`.
fn by_text<'m>(mapping: Option<&'m Mapping>, key: &str) -> Option<&'m Entry> {
    mapping?.entries.iter().find(|entry| entry.key.text() == key)
}

fn option(entry: &Entry, reader: &mut Reader) -> ConfigOption {
    let name = entry.key.spanned_text();
    let mut option = ConfigOption {
        name,
        kind: OptionType::String,
        kind_span: None,
        default: None,
        description: None,
        span: entry.span(),
    };
    let mapping = entry.value.mapping();
    if mapping.is_none() && !entry.value.is_null() {
        reader.wrong_type(&format!("options.{}", *option.name), "a mapping", &entry.value);
    }
    let known = match by_text(mapping, "type") {
        Some(found) => {
            option.kind_span = Some(found.value.span);
            kind(&option.name, &found.value, reader)
        }
        None => Some(OptionType::String),
    };
    option.kind = known.unwrap_or_default();
    option.description =
        by_text(mapping, "description").and_then(|found| text(&option.name, &found.value, reader));
    if let (Some(kind), Some(found)) = (known, by_text(mapping, "default")) {
        option.default = default(&option.name, kind, option.kind_span, &found.value, reader);
    }
    option
}

/// Any scalar: Juju takes it as it is written.
fn text(name: &str, node: &Node, reader: &mut Reader) -> Option<Spanned<String>> {
    if node.scalar().is_none() {
        reader.wrong_type(&format!("options.{name}.description"), "a string", node);
    }
    written(node)
}

fn kind(name: &str, node: &Node, reader: &mut Reader) -> Option<OptionType> {
    // An empty type is none.
    if node.is_null() || node.string() == Some("") {
        return Some(OptionType::String);
    }
    let found = named(OptionType::ALL, OptionType::as_str, node.text());
    if found.is_none() {
        let message = format!("option `{name}` has a type that Juju does not know: {}", node.describe());
        let mut wrong = Diagnostic::new(UNKNOWN_OPTION_TYPE, message)
            .at(node.span)
            .help("the types are `string`, `int`, `float`, `boolean` and `secret`");
        if let Some(meant) = meant(node.text()) {
            wrong = wrong.meant(node.span, meant);
        }
        reader.report(wrong);
    }
    found
}

/// The type that was meant, also by those who think of another language.
fn meant(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "str" | "text" => Some("string"),
        "integer" | "number" => Some("int"),
        "bool" => Some("boolean"),
        "double" => Some("float"),
        _ => closest(text, &words(OptionType::ALL, OptionType::as_str)),
    }
}

fn default(
    name: &str,
    kind: OptionType,
    kind_span: Option<Span>,
    node: &Node,
    reader: &mut Reader,
) -> Option<Spanned<Scalar>> {
    if node.is_null() {
        return None;
    }
    let value = match kind {
        OptionType::Int => reader.integer_value(&format!("options.{name}.default"), node).map(Value::Int),
        _ => node.scalar().and_then(|scalar| converted(kind, scalar)),
    };
    if let (Some(value), Some(scalar)) = (value, node.scalar()) {
        return Some(Spanned::new(Scalar { value, ..scalar.clone() }, node.span));
    }
    let verb = if node.scalar().is_some_and(|scalar| scalar.plain) { "Juju reads" } else { "it is" };
    let article = if kind == OptionType::Int { "an" } else { "a" };
    let mut wrong = Diagnostic::new(
        BAD_DEFAULT,
        format!(
            "the default of option `{name}` must be {article} {}, but {verb} {}",
            kind.as_str(),
            node.describe()
        ),
    )
    .at(node.span);
    if let Some(span) = kind_span {
        wrong = wrong.related(span, "the type is given here");
    }
    if kind == OptionType::String {
        wrong = quoted(wrong, node);
    } else if kind == OptionType::Secret {
        wrong = wrong.help("the default of a secret is its URI, `secret:ID`; most have none");
    }
    reader.report(wrong);
    None
}

/// The value as Juju converts it to the type, if that is not `int`.
fn converted(kind: OptionType, scalar: &Scalar) -> Option<Value> {
    match (kind, &scalar.value) {
        (OptionType::String, Value::String(_)) => Some(scalar.value.clone()),
        (OptionType::Float, Value::Float(_)) => Some(scalar.value.clone()),
        (OptionType::Float, Value::Int(value)) => Some(Value::Float(*value as f64)),
        (OptionType::Float, Value::Unsigned(value)) => Some(Value::Float(*value as f64)),
        (OptionType::Boolean, Value::Bool(_)) => Some(scalar.value.clone()),
        (OptionType::Boolean, Value::String(text)) => parse_boolean(text).map(Value::Bool),
        (OptionType::Secret, Value::String(text)) => {
            // A URI's scheme may be written in capitals.
            let is_secret =
                text.split_once(':').is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("secret"));
            (text.is_empty() || is_secret).then(|| scalar.value.clone())
        }
        _ => None,
    }
}
