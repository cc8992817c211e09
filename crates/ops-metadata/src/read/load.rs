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
    fn all(&self) -> impl Iterator<Item = &File> {
        [&self.metadata, &self.config, &self.actions, &self.manifest, &self.charmcraft].into_iter().flatten()
    }

    /// The files that break off before their end.
    pub(crate) fn cut_short(&self) -> impl Iterator<Item = SourceId> {
        self.all().filter(|file| !file.complete).map(|file| file.id)
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

/// The files, each with its bytes or with why there are none.
pub(super) fn load(
    located: impl IntoIterator<Item = (Located, io::Result<Vec<u8>>)>,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Files {
    let mut files = Files::default();
    for (located, bytes) in located {
        let purpose = located.purpose;
        let Some(file) = load_one(located, bytes, sources, diagnostics) else {
            files.unread = true;
            continue;
        };
        let place = match purpose {
            Purpose::Metadata => &mut files.metadata,
            Purpose::Config => &mut files.config,
            Purpose::Actions => &mut files.actions,
            Purpose::Manifest => &mut files.manifest,
            Purpose::Charmcraft => &mut files.charmcraft,
        };
        *place = Some(file);
    }
    files
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
        let line = error.as_bytes().iter().take(good).filter(|byte| **byte == b'\n').count() + 1;
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
