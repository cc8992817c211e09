//! From events to a tree, within limits.

use std::borrow::Cow;

use super::events::{Event, Events, Step};
use super::mapping::Assembly;
use super::{Kind, Mapping, Node, Scalar, SyntaxError, Value, scalar};
use crate::catalogue::{BAD_TAG, RECURSIVE_ALIAS, SEVERAL_DOCUMENTS, TOO_DEEP, TOO_MANY_NODES, YAML_SYNTAX};
use crate::diagnostic::Diagnostic;
use crate::source::{Mark, Source, SourceId, Span};

/// How deep mappings and lists may be nested.
const DEEPEST: usize = 64;
/// How many values a file may hold, with what its aliases stand for.
const MOST_NODES: usize = 100_000;

/// What was in a file.
pub(crate) struct Document {
    /// The value at the top; nothing in an empty file.
    pub(crate) root: Option<Node>,
    /// Whether all of the file is in the tree. If not, an error says why, and the tree has what came before it.
    pub(crate) complete: bool,
}

/// Reads the first document of a file, as Juju does.
pub(crate) fn parse(source: &Source, id: SourceId, diagnostics: &mut Vec<Diagnostic>) -> Document {
    let mut builder = Builder {
        source: id,
        diagnostics: Vec::new(),
        open: Vec::new(),
        root: None,
        anchors: Vec::new(),
        nodes: 0,
    };
    let complete = match builder.read(Events::new(&source.text)) {
        Ok(()) => true,
        Err(Stop::Reported) => false,
        Err(Stop::Syntax(error)) => {
            builder.syntax(source, &error);
            false
        }
    };
    builder.close_all();
    diagnostics.append(&mut builder.diagnostics);
    Document { root: builder.root, complete }
}

struct Builder {
    source: SourceId,
    diagnostics: Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<Node>,
    /// By the number of the anchor; nothing while the anchored value is still open.
    anchors: Vec<Option<Node>>,
    nodes: usize,
}

/// A mapping or list whose end has not come yet.
struct Open {
    span: Span,
    anchor: Option<usize>,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping(Assembly, Option<Node>),
}

/// Why the rest of the file cannot be read.
enum Stop {
    /// It is not YAML.
    Syntax(SyntaxError),
    /// An error that has been reported.
    Reported,
}

impl From<SyntaxError> for Stop {
    fn from(error: SyntaxError) -> Self {
        Stop::Syntax(error)
    }
}

impl Builder {
    fn read(&mut self, mut events: Events<'_>) -> Result<(), Stop> {
        while let Some(event) = events.step()? {
            self.event(event)?;
        }
        // Juju does not look past the first document, so a mistake there is none.
        if let Some((start, end)) = events.rest() {
            self.several(self.span(start, end));
        }
        Ok(())
    }

    fn event(&mut self, event: Event<'_>) -> Result<(), Stop> {
        let at = self.span(event.start, event.end);
        match event.step {
            Step::Scalar { text, plain, properties } => {
                let kind = self.scalar(text, plain, properties.tag.as_deref(), at);
                self.complete(Node { span: at, kind }, properties.anchor)
            }
            Step::SequenceStart(properties) => {
                self.start(at, properties.anchor, Content::Sequence(Vec::new()))
            }
            Step::MappingStart(properties) => {
                self.start(at, properties.anchor, Content::Mapping(Assembly::default(), None))
            }
            Step::SequenceEnd | Step::MappingEnd => self.end(at),
            Step::Alias(anchor) => self.alias(anchor, at),
        }
    }

    fn span(&self, start: Mark, end: Mark) -> Span {
        Span { source: self.source, start, end }
    }

    fn scalar(&mut self, text: Cow<'_, str>, plain: bool, tag: Option<&str>, span: Span) -> Kind {
        let value = match tag {
            Some(tag) => match scalar::resolve_tagged(tag, &text) {
                Some(value) => value,
                None => {
                    self.bad_tag(tag, &text, span);
                    Value::String(text.to_string())
                }
            },
            None if plain => scalar::resolve(&text),
            None => Value::String(text.to_string()),
        };
        let plain = (plain && tag.is_none()) || scalar::is_merge(tag, &text);
        Kind::Scalar(Scalar { plain, text: text.into_owned(), value })
    }

    fn start(&mut self, at: Span, anchor: Option<usize>, content: Content) -> Result<(), Stop> {
        let span = self.span(at.start, at.start);
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
        self.remember(anchor, None);
        self.open.push(Open { span, anchor, content });
        Ok(())
    }

    fn end(&mut self, at: Span) -> Result<(), Stop> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        // A block ends without a token, somewhere before the next one: its last value says where. `]` and `}` are tokens.
        let end = (at.start.byte < at.end.byte).then_some(at);
        let anchor = open.anchor;
        let node = close(open, end);
        self.complete(node, anchor)
    }

    fn alias(&mut self, anchor: usize, at: Span) -> Result<(), Stop> {
        match self.anchors.get(anchor) {
            Some(Some(node)) => {
                let node = node.clone();
                self.count(node.size(), at)?;
                self.put(node);
                Ok(())
            }
            _ => {
                self.diagnostics.push(
                    Diagnostic::new(RECURSIVE_ALIAS, "this alias stands inside of what it names").at(at),
                );
                Err(Stop::Reported)
            }
        }
    }

    /// A value is complete: remember it under its anchor and put it where it belongs.
    fn complete(&mut self, node: Node, anchor: Option<usize>) -> Result<(), Stop> {
        self.count(1, node.span)?;
        if anchor.is_some() {
            // The copy counts: many anchors within each other would fill the memory.
            self.count(node.size(), node.span)?;
            self.remember(anchor, Some(node.clone()));
        }
        self.put(node);
        Ok(())
    }

    fn remember(&mut self, anchor: Option<usize>, node: Option<Node>) {
        let Some(anchor) = anchor else { return };
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

    fn bad_tag(&mut self, tag: &str, text: &str, at: Span) {
        let name = scalar::short(tag);
        self.diagnostics.push(
            Diagnostic::new(BAD_TAG, format!("`{text}` is not what its tag says: `{name}`"))
                .at(at)
                .help("drop the tag, or correct the value"),
        );
    }

    fn syntax(&mut self, source: &Source, error: &SyntaxError) {
        let span = self.span(error.at, source.after(error.at));
        let found = Diagnostic::new(YAML_SYNTAX, format!("this is not YAML: {}", error.what))
            .at(span)
            .help(error.help);
        self.diagnostics.push(match error.opened {
            Some(opened) => found.related(self.span(opened, source.after(opened)), "this is not closed"),
            None => found,
        });
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
