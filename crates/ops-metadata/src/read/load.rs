//! From files to trees.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::locate::{Located, Purpose};
use crate::catalogue::{EMPTY_FILE, FILE_TOO_LARGE, NOT_A_MAPPING, NOT_UTF8, UNREADABLE_FILE};
use crate::diagnostic::Diagnostic;
use crate::source::{Mark, Source, SourceId, Sources, Span};
use crate::yaml::{self, Mapping, Node};

/// The largest file that is read: 1 MiB. The largest real one seen has 60 kB.
const LARGEST: u64 = 1 << 20;

/// The trees of the files that are there.
#[derive(Default)]
pub(crate) struct Files {
    pub(super) sources: Sources,
    /// What is wrong with them as files and as YAML.
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(crate) metadata: Option<File>,
    pub(crate) config: Option<File>,
    pub(crate) actions: Option<File>,
    pub(crate) manifest: Option<File>,
    pub(crate) charmcraft: Option<File>,
    /// Whether a file could not be read at all.
    pub(crate) unread: bool,
}

/// The tree of a file.
pub(crate) struct File {
    pub(crate) id: SourceId,
    pub(crate) purpose: Purpose,
    pub(crate) root: Option<Node>,
    complete: bool,
}

impl Files {
    /// Adds a file with its bytes, or with why there are none.
    pub(super) fn load(&mut self, located: Located, bytes: io::Result<Vec<u8>>) {
        let purpose = located.purpose;
        let file = load_one(located, bytes, &mut self.sources, &mut self.diagnostics);
        self.unread |= file.is_none();
        *match purpose {
            Purpose::Metadata => &mut self.metadata,
            Purpose::Config => &mut self.config,
            Purpose::Actions => &mut self.actions,
            Purpose::Manifest => &mut self.manifest,
            Purpose::Charmcraft => &mut self.charmcraft,
        } = file;
    }

    /// The files that break off before their end.
    pub(super) fn cut_short(&self) -> Vec<SourceId> {
        let mut cut = Vec::new();
        for file in [&self.metadata, &self.config, &self.actions, &self.manifest, &self.charmcraft] {
            if let Some(file) = file
                && !file.complete
            {
                cut.push(file.id);
            }
        }
        cut
    }
}

impl File {
    /// Whether all of it could be read.
    pub(crate) fn is_complete(&self) -> bool {
        self.complete
    }

    /// The mapping at the top.
    pub(crate) fn mapping(&self) -> Option<&Mapping> {
        self.root.as_ref().and_then(Node::mapping)
    }

    /// The start of the file: the place of what is missing in it.
    pub(crate) fn start(&self) -> Span {
        match &self.root {
            Some(root) => Span { end: root.span.start, ..root.span },
            None => start(self.id),
        }
    }
}

fn start(source: SourceId) -> Span {
    let mark = Mark { line: 1, column: 1, byte: 0 };
    Span { source, start: mark, end: mark }
}

fn load_one(
    located: Located,
    bytes: io::Result<Vec<u8>>,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<File> {
    let text = match text(bytes, &located.path, &located.name) {
        Ok(text) => text,
        Err(found) => {
            diagnostics.push(*found);
            return None;
        }
    };
    let source = Source::new(located.path, located.name, text);
    let id = sources.add(source);
    let source = sources.get(id);
    let yaml::Document { root, complete } = yaml::parse(source, id, diagnostics);
    let file = File { id, purpose: located.purpose, root, complete };
    if let Some(found) = shape(&file, source.name()) {
        let is_unread = found.code == NOT_A_MAPPING;
        diagnostics.push(found);
        if is_unread {
            return None;
        }
    }
    Some(file)
}

/// A file that holds nothing, or no mapping.
fn shape(file: &File, name: &str) -> Option<Diagnostic> {
    match &file.root {
        Some(root) if root.mapping().is_some() => None,
        Some(root) if !root.is_null() => Some(
            Diagnostic::new(NOT_A_MAPPING, format!("{name} must be a mapping, but is {}", root.describe()))
                .at(root.span),
        ),
        // A charm without actions may say so with an empty file, and an empty manifest is none.
        _ if !file.complete || matches!(file.purpose, Purpose::Actions | Purpose::Manifest) => None,
        _ => Some(Diagnostic::new(EMPTY_FILE, format!("{name} is empty")).at(start(file.id)).help(
            match file.purpose {
                Purpose::Config => "remove the file, or write `options: {}`",
                _ => "write at least `name`, `summary` and `description`",
            },
        )),
    }
}

/// The text of a file, or why there is none.
pub(crate) fn text(bytes: io::Result<Vec<u8>>, path: &Path, name: &str) -> Result<String, Box<Diagnostic>> {
    let bytes = bytes.map_err(|error| {
        Diagnostic::new(UNREADABLE_FILE, format!("{name} cannot be read: {error}"))
            .help(format!("it is at {}", path.display()))
    })?;
    if bytes.len() as u64 > LARGEST {
        let message = format!("{name} is larger than {LARGEST} bytes");
        return Err(Box::new(Diagnostic::new(FILE_TOO_LARGE, message).help("is it the right file?")));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let mut line = 1;
        for byte in error.as_bytes().get(..good).unwrap_or_default() {
            line += usize::from(*byte == b'\n');
        }
        Box::new(
            Diagnostic::new(
                NOT_UTF8,
                format!("{name} is not UTF-8 text: line {line} has a byte that is not"),
            )
            .help("save it as UTF-8"),
        )
    })
}

/// At most one byte more than is allowed.
pub(crate) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
