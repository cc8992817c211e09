//! The way through a schema: along its references, not for ever.

use std::collections::HashSet;

use super::{bad, warning};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::source::Span;
use crate::yaml::{Kind, Mapping, Node, Scalar};

/// How many schemas may lead from one to the next. In real files it is three.
const DEEPEST: usize = 32;
/// How many values are looked at or copied in all. In the largest real file it is some hundreds.
const MOST_STEPS: usize = 500_000;

/// Where the walk through a file stands.
pub(crate) struct Walk<'n> {
    root: &'n Node,
    steps: usize,
    reported: HashSet<(usize, usize)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'n> Walk<'n> {
    pub(crate) fn new(root: &'n Node) -> Self {
        Walk { root, steps: 0, reported: HashSet::new(), diagnostics: Vec::new() }
    }

    /// Reports a mistake, once at each place: several ways may lead there.
    pub(super) fn report(&mut self, found: Diagnostic) {
        if found.span.is_none_or(|span| self.reported.insert(span.place())) {
            self.diagnostics.push(found);
        }
    }

    pub(super) fn has_errors(&self) -> bool {
        diagnostic::has_errors(&self.diagnostics)
    }

    /// The schema's keywords, unless it is none or there was enough.
    pub(super) fn enter(&mut self, node: &'n Node, depth: usize) -> Option<&'n Mapping> {
        if depth > DEEPEST {
            let found = bad("from here on, schemas refer to schemas without an end").at(node.span);
            self.report(found.help("write out what is meant in place of a reference"));
            return None;
        }
        let mut steps = 1;
        for entry in node.entries() {
            steps += 1 + width(&entry.value);
        }
        if self.spend(steps, node.span) { node.mapping() } else { None }
    }

    /// A copy: of one value there may be many.
    pub(super) fn copy(&mut self, node: &Node) -> Option<Node> {
        self.spend(weight(node), node.span).then(|| node.clone())
    }

    fn spend(&mut self, steps: usize, at: Span) -> bool {
        let had_enough = self.steps > MOST_STEPS;
        self.steps += steps;
        if self.steps > MOST_STEPS && !had_enough {
            let found = bad("the references in this file lead to more than is read").at(at);
            self.report(found.help("write out what they stand for"));
        }
        self.steps <= MOST_STEPS
    }

    /// What a `$ref` leads to. One to another file is reported at this level.
    pub(super) fn target(&mut self, reference: &'n Node, level: Level) -> Option<&'n Node> {
        let Some(text) = reference.string() else {
            let found = bad(format!("a `$ref` must be a text, but is {}", reference.describe()));
            self.report(found.at(reference.span).help("it has the form `#/$defs/Name`"));
            return None;
        };
        let (file, pointer) = text.split_once('#').unwrap_or((text, ""));
        let base = if file.is_empty() { Some(self.root) } else { self.identified(file, self.root) };
        let found = base.and_then(|base| self.pointed(base, pointer, reference.span));
        if found.is_none() && self.steps <= MOST_STEPS {
            let named = reference.scalar().map(Scalar::brief).unwrap_or_default();
            self.report(match base {
                Some(_) => bad(format!("`{named}` leads nowhere"))
                    .at(reference.span)
                    .help("it has to name a schema of this file, such as one of its `$defs`"),
                None => warning(format!("`{named}` is in another file, which is not read"))
                    .level(level)
                    .at(reference.span)
                    .help("put what it names into the `$defs` of this file"),
            });
        }
        found
    }

    /// What has this `$id`, here or further down.
    fn identified(&mut self, id: &str, node: &'n Node) -> Option<&'n Node> {
        if !self.spend(1, node.span) {
            return None;
        }
        match &node.kind {
            Kind::Scalar(_) => None,
            Kind::Sequence(nodes) => {
                for node in nodes {
                    if let Some(found) = self.identified(id, node) {
                        return Some(found);
                    }
                }
                None
            }
            Kind::Mapping(mapping) => {
                let own = mapping.get("$id").and_then(Node::string);
                if own.is_some_and(|own| own.trim_end_matches('#') == id) {
                    return Some(node);
                }
                for entry in &mapping.entries {
                    if let Some(found) = self.identified(id, &entry.value) {
                        return Some(found);
                    }
                }
                None
            }
        }
    }

    /// What a JSON pointer leads to: `/$defs/Name`.
    fn pointed(&mut self, base: &'n Node, pointer: &str, at: Span) -> Option<&'n Node> {
        let mut parts = pointer.split('/');
        let mut node = base;
        // Before the first slash there is nothing, or the name of an `$anchor`, which nobody writes.
        if parts.next() != Some("") {
            return None;
        }
        for part in parts {
            let part = part.replace("~1", "/").replace("~0", "~");
            node = match &node.kind {
                Kind::Scalar(_) => return None,
                Kind::Sequence(nodes) => nodes.get(part.parse::<usize>().ok()?)?,
                Kind::Mapping(mapping) => {
                    if !self.spend(mapping.entries.len(), at) {
                        return None;
                    }
                    mapping.get(&part)?
                }
            };
        }
        Some(node)
    }
}

/// The number of values that stand directly in this one.
fn width(node: &Node) -> usize {
    match &node.kind {
        Kind::Scalar(_) => 0,
        Kind::Sequence(nodes) => nodes.len(),
        Kind::Mapping(mapping) => mapping.entries.len(),
    }
}

/// What a copy costs: a value one step, and a line of text one.
fn weight(node: &Node) -> usize {
    match &node.kind {
        Kind::Scalar(scalar) => 1 + scalar.text.len() / 100,
        Kind::Sequence(nodes) => {
            let mut all = 1;
            for node in nodes {
                all += weight(node);
            }
            all
        }
        Kind::Mapping(mapping) => {
            let mut all = 1;
            for entry in &mapping.entries {
                all += weight(&entry.key) + weight(&entry.value);
            }
            all
        }
    }
}

/// The schemas under a keyword that takes a list of them: `anyOf`.
pub(super) fn schemas<'n>(mapping: &'n Mapping, keyword: &str) -> &'n [Node] {
    mapping.get(keyword).and_then(Node::sequence).unwrap_or_default()
}
