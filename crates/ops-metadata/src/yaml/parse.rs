//! From the parser's events to a tree, within limits.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use super::mapping::Assembly;
use super::mend::mend;
use super::place::Places;
use super::tabs::{self, Lax, Unquoted};
use super::{Kind, Mapping, Node, Scalar, Value, scalar};
use crate::catalogue::{BAD_TAG, RECURSIVE_ALIAS, SEVERAL_DOCUMENTS, TOO_DEEP, TOO_MANY_NODES, YAML_SYNTAX};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span};

/// How deep mappings and lists may be nested.
const DEEPEST: usize = 64;
/// How many values a file may hold, with what its aliases stand for.
const MOST_NODES: usize = 100_000;
/// How many times a file is mended before it is called wrong.
const MOST_MENDS: usize = 32;

/// What was in a file.
pub(crate) struct Document {
    /// The value at the top; nothing in an empty file.
    pub(crate) root: Option<Node>,
    /// Whether all of the file is in the tree. If not, an error says why, and the tree has what came before it.
    pub(crate) complete: bool,
}

/// Reads the first document of a file, as Juju does.
pub(crate) fn parse(source: &Source, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let places = Places::new(source, id);
    let mut text = Cow::Borrowed(source.text.get(source.byte_order_mark()..).unwrap_or_default());
    let mut mends = 0;
    loop {
        let mut builder = Builder::new(&places);
        let outcome = builder.read(Parser::new_from_str(&text));
        if let Err(Stop::Syntax(error)) = &outcome {
            let in_flow = builder.open.last().is_some_and(Open::is_flow);
            if let Some(mended) = mend(&text, error, in_flow).filter(|_| mends < MOST_MENDS) {
                text = Cow::Owned(mended);
                mends += 1;
                continue;
            }
            builder.syntax(error);
        }
        builder.close_all();
        diagnostics.append(&mut builder.diagnostics);
        if outcome.is_ok()
            && let Some(found) = tabs::check(source, &places, &builder.lax)
        {
            diagnostics.push(found);
        }
        return Document { root: builder.root, complete: outcome.is_ok() };
    }
}

struct Builder<'a> {
    places: &'a Places<'a>,
    diagnostics: Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<Node>,
    /// By the number that the parser counts the anchor with; nothing while the anchored value is still open.
    anchors: Vec<Option<Node>>,
    nodes: usize,
    lax: Lax,
}

/// A mapping or list whose end has not come yet.
struct Open {
    span: Span,
    /// Which of the [`Lax`] ranges it is, if it is between brackets or braces.
    range: Option<usize>,
    anchor: usize,
    content: Content,
}

impl Open {
    fn is_flow(&self) -> bool {
        self.range.is_some()
    }
}

enum Content {
    Sequence(Vec<Node>),
    Mapping(Assembly, Option<Node>),
}

/// Why the rest of the file cannot be read.
enum Stop {
    /// It is not YAML.
    Syntax(ScanError),
    /// An error that has been reported.
    Reported,
}

impl<'a> Builder<'a> {
    fn new(places: &'a Places<'a>) -> Self {
        Builder {
            places,
            diagnostics: Vec::new(),
            open: Vec::new(),
            root: None,
            anchors: Vec::new(),
            nodes: 0,
            lax: Lax::default(),
        }
    }

    fn read<I: saphyr_parser::Input>(&mut self, mut parser: Parser<'_, I>) -> Result<(), Stop> {
        let mut documents = 0;
        while let Some(next) = parser.next_event() {
            let (event, span) = match next {
                Ok(next) => next,
                // Juju does not look past the first document, so a mistake there is none.
                Err(error) if self.root.is_some() && self.open.is_empty() => {
                    self.after_document(self.places.marker(*error.marker()));
                    return Ok(());
                }
                Err(error) => return Err(Stop::Syntax(error)),
            };
            if let Event::DocumentStart(_) = event {
                documents += 1;
                if documents > 1 {
                    self.several(self.places.span(span, false));
                    return Ok(());
                }
            }
            self.event(event, span)?;
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>, span: saphyr_parser::Span) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if text.is_empty() && style == ScalarStyle::Plain && anchor == 0 && tag.is_none() {
                    self.check_empty_key(span);
                }
                let at = self.places.span(span, anchor != 0 || tag.is_some());
                if style == ScalarStyle::Plain {
                    self.check_directive(at);
                }
                if matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) {
                    self.lax.ranges.push(self.places.characters(span));
                } else {
                    self.note_unquoted(style, span);
                }
                let kind = self.scalar(text.into_owned(), style, tag.as_deref(), at);
                self.complete(Node { span: at, kind }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.start(span, anchor, Content::Sequence(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.start(span, anchor, Content::Mapping(Assembly::default(), None))
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::DocumentEnd => {
                self.lax.end = self.places.characters(span).0;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Juju takes `: value` only after a `?`.
    fn check_empty_key(&mut self, span: saphyr_parser::Span) {
        let Some(Open { content: Content::Mapping(_, None), .. }) = self.open.last() else {
            return;
        };
        let span = self.places.marker(span.start);
        if !self.places.before(span).trim_end().ends_with('?') {
            self.diagnostics.push(
                Diagnostic::new(YAML_SYNTAX, "this is not YAML: there is no key before the `:`")
                    .at(span)
                    .help("write a key, or remove the line"),
            );
        }
    }

    /// Juju takes a `%` at the start of a line for a directive, also within a document.
    fn check_directive(&mut self, at: Span) {
        if at.start.column == 1 && self.places.after(at).starts_with('%') {
            self.diagnostics.push(directive(at));
        }
    }

    /// Something that is not YAML comes after the first document: of no interest to Juju, but for a directive.
    fn after_document(&mut self, at: Span) {
        let line = self.places.line(at);
        let text = self.places.after(line);
        if text.starts_with('%') && !text.starts_with("%YAML ") && !text.starts_with("%TAG ") {
            self.diagnostics.push(directive(line));
        } else {
            self.several(at);
        }
    }

    fn note_unquoted(&mut self, style: ScalarStyle, span: saphyr_parser::Span) {
        let (start, end) = self.places.characters(span);
        // One between brackets is within their range.
        if start == end || self.open.last().is_some_and(Open::is_flow) {
            return;
        }
        let is_block = style != ScalarStyle::Plain;
        let spaces = if is_block {
            tabs::indentation(self.places.before(self.places.point(start)), self.places.text(start, end))
        } else {
            self.open.last().map_or(0, |open| match open.content {
                Content::Mapping(..) => open.span.start.column,
                // It may start at its `-` or after it.
                Content::Sequence(_) => self.places.indentation(open.span) + 1,
            })
        };
        self.lax.values.push(Unquoted { start, end, spaces, is_block });
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Kind {
        let plain = style == ScalarStyle::Plain;
        let value = match tag {
            // `!` alone says: resolve it, quoted or not.
            Some(tag) if tag.handle.is_empty() && tag.suffix == "!" => scalar::resolve(&text),
            Some(tag) => {
                let name = if tag.is_yaml_core_schema() { tag.suffix.as_str() } else { "" };
                scalar::resolve_tagged(name, &text).unwrap_or_else(|| {
                    self.diagnostics.push(
                        Diagnostic::new(BAD_TAG, format!("`{text}` is not what its tag says: `!!{name}`"))
                            .at(span)
                            .help("drop the tag, or correct the value"),
                    );
                    Value::String(text.clone())
                })
            }
            None if plain => scalar::resolve(&text),
            None => Value::String(text.clone()),
        };
        Kind::Scalar(Scalar { plain: plain && tag.is_none(), text, value })
    }

    fn start(&mut self, span: saphyr_parser::Span, anchor: usize, content: Content) -> Result<(), Stop> {
        let bracket = self.places.bracket(span);
        // An anchor and a tag come before what they belong to.
        let place = bracket.unwrap_or(self.places.characters(span).1);
        let span = self.places.point(place);
        if self.open.len() >= DEEPEST {
            self.diagnostics.push(
                Diagnostic::new(
                    TOO_DEEP,
                    format!("mappings and lists nested more than {DEEPEST} deep are not read"),
                )
                .at(span),
            );
            return Err(Stop::Reported);
        }
        if anchor != 0 {
            self.remember(anchor, None);
        }
        let range = bracket.map(|_| self.lax.ranges.len());
        if range.is_some() {
            self.lax.ranges.push((place, place));
        }
        self.open.push(Open { span, range, anchor, content });
        Ok(())
    }

    fn end(&mut self, span: saphyr_parser::Span) -> Result<(), Stop> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        // A block ends without a token, somewhere before the next one: its last value says where. `]` and `}` are tokens.
        let mut end = None;
        if let Some(range) = open.range.and_then(|range| self.lax.ranges.get_mut(range)) {
            range.1 = self.places.characters(span).1;
            end = Some(self.places.span(span, false));
        }
        let anchor = open.anchor;
        let node = close(open, end);
        self.complete(node, anchor)
    }

    fn alias(&mut self, anchor: usize, span: saphyr_parser::Span) -> Result<(), Stop> {
        match self.anchors.get(anchor) {
            Some(Some(node)) => {
                let node = node.clone();
                self.count(node.size(), self.places.span(span, false))?;
                self.put(node);
                Ok(())
            }
            _ => {
                self.diagnostics.push(
                    Diagnostic::new(RECURSIVE_ALIAS, "this alias stands inside of what it names")
                        .at(self.places.span(span, false)),
                );
                Err(Stop::Reported)
            }
        }
    }

    /// A value is complete: remember it under its anchor and put it where it belongs.
    fn complete(&mut self, node: Node, anchor: usize) -> Result<(), Stop> {
        self.count(1, node.span)?;
        if anchor != 0 {
            // The copy counts: many anchors within each other would fill the memory.
            self.count(node.size(), node.span)?;
            self.remember(anchor, Some(node.clone()));
        }
        self.put(node);
        Ok(())
    }

    fn remember(&mut self, anchor: usize, node: Option<Node>) {
        while self.anchors.len() <= anchor {
            self.anchors.push(None);
        }
        if let Some(remembered) = self.anchors.get_mut(anchor) {
            *remembered = node;
        }
    }

    fn count(&mut self, nodes: usize, at: Span) -> Result<(), Stop> {
        self.nodes += nodes;
        if self.nodes <= MOST_NODES {
            return Ok(());
        }
        let message = format!("more than {MOST_NODES} values, with what the aliases stand for, are not read");
        self.diagnostics.push(Diagnostic::new(TOO_MANY_NODES, message).at(at));
        Err(Stop::Reported)
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::Sequence(nodes)) => nodes.push(node),
            Some(Content::Mapping(assembly, key)) => match key.take() {
                None => *key = Some(node),
                Some(key) => assembly.add(key, node, &mut self.diagnostics),
            },
        }
    }

    /// After an error: what is there so far becomes the tree.
    fn close_all(&mut self) {
        while let Some(open) = self.open.pop() {
            self.put(close(open, None));
        }
    }

    fn several(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                SEVERAL_DOCUMENTS,
                "Juju reads only the first document of a file; what follows is lost",
            )
            .at(span)
            .help(
                "put everything into one document: check for `---`, and the indentation of the lines above",
            ),
        );
    }

    fn syntax(&mut self, error: &ScanError) {
        let found = Diagnostic::new(YAML_SYNTAX, format!("this is not YAML: {}", error.info()))
            .at(self.places.marker(*error.marker()));
        self.diagnostics.push(match hint(error.info()) {
            Some(hint) => found.help(hint),
            None => found,
        });
    }
}

fn directive(at: Span) -> Diagnostic {
    Diagnostic::new(YAML_SYNTAX, "this is not YAML: a `%` starts the line")
        .at(at)
        .help("put quotes around it")
}

/// What to do about the mistakes that people make most.
fn hint(info: &str) -> Option<&'static str> {
    if info.contains("mapping values are not allowed") {
        Some("quote a value that has `: ` in it, and check the indentation of the lines above")
    } else if info.contains("tab") {
        Some("indent with spaces")
    } else if info.contains("did not find expected key") {
        Some("check the indentation: keys of one mapping start in one column")
    } else if info.contains("unexpected character") {
        Some("quote a value that starts with `@` or a backquote")
    } else {
        None
    }
}

fn close(open: Open, end: Option<Span>) -> Node {
    let (last, kind) = match open.content {
        Content::Sequence(nodes) => (nodes.last().map(|node| node.span), Kind::Sequence(nodes)),
        Content::Mapping(assembly, pending) => {
            drop(pending);
            let mapping: Mapping = assembly.finish();
            let mut last: Option<Span> = None;
            for entry in &mapping.entries {
                let span = entry.span();
                if last.is_none_or(|last| span.end.byte >= last.end.byte) {
                    last = Some(span);
                }
            }
            (last, Kind::Mapping(mapping))
        }
    };
    let span = match end.or(last) {
        Some(end) => open.span.to(end),
        None => open.span,
    };
    Node { span, kind }
}
