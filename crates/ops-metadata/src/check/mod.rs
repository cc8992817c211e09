//! Juju's rules that need more than one place of the metadata, each a flat `check_*` function over one [`Context`].
//!
//! What a single value must be is reported by its reader. A rule that is added belongs here, with a code in the
//! [`catalogue`](crate::catalogue), and a line in [`check`]: first what Juju refuses, then what it takes and is likely to hurt.

mod charmcraft;
mod events;
mod files;
mod format;
mod keys;
mod names;
mod references;
mod traps;
mod vocabulary;

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::metadata::Metadata;
use crate::read::Files;
use crate::source::Span;
use crate::yaml::{Entry, Node};

/// Among how many names the one that was meant is looked for.
const MOST_NAMES: usize = 100;

/// What the rules look at, and where they report.
pub(crate) struct Context<'a> {
    files: &'a Files,
    metadata: &'a Metadata,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// Whether names may be missing from the metadata because of a mistake.
    unread: &'a mut bool,
    /// The places that an error or its suggestion is about: no warning says the same again.
    reported: HashSet<(usize, usize)>,
}

impl<'a> Context<'a> {
    /// config.yaml, or what becomes of it.
    fn config(&self) -> Option<&'a Node> {
        match (&self.files.config, &self.files.charmcraft) {
            (Some(file), _) => file.root.as_ref(),
            (None, Some(file)) => file.mapping()?.get("config"),
            (None, None) => None,
        }
    }

    /// The options in it.
    fn options(&self) -> &'a [Entry] {
        let config = self.config().and_then(Node::mapping);
        config.and_then(|config| config.get("options")).map(Node::entries).unwrap_or_default()
    }

    /// Gathers the places of what has been reported so far.
    fn note_reported(&mut self) {
        self.reported.clear();
        for found in self.diagnostics.iter() {
            if let Some(span) = found.span {
                self.reported.insert(span.place());
            }
            if let Some(suggestion) = &found.suggestion {
                self.reported.insert(suggestion.span.place());
            }
        }
    }

    fn is_reported(&self, span: Span) -> bool {
        self.reported.contains(&span.place())
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// Checks all of the rules.
pub(crate) fn check(
    files: &Files,
    metadata: &Metadata,
    diagnostics: &mut Vec<Diagnostic>,
    unread: &mut bool,
) {
    let cx = &mut Context { files, metadata, diagnostics, unread, reported: HashSet::new() };
    files::check_unified_and_split(cx);
    format::check_ambiguous_format(cx);
    format::check_min_juju_version(cx);
    format::check_deployment(cx);
    format::check_bases(cx);
    names::check_duplicate_endpoints(cx);
    names::check_reserved_endpoints(cx);
    names::check_reserved_interfaces(cx);
    names::check_extra_bindings(cx);
    names::check_subordinate(cx);
    names::check_action_names(cx);
    names::check_terms(cx);
    references::check_container_resources(cx);
    references::check_mounts(cx);
    references::check_ids(cx);
    references::check_storage_location(cx);

    cx.note_reported();
    keys::check_metadata_keys(cx);
    keys::check_option_keys(cx);
    keys::check_action_keys(cx);
    traps::check_traps(cx);
    events::check_poor_names(cx);
    events::check_same_events(cx);
    events::check_ranges(cx);
    events::check_required(cx);
    cx.note_reported();
    charmcraft::check_charmcraft_keys(cx);
    charmcraft::check_charm_name(cx);
    charmcraft::check_charmcraft_texts(cx);
    charmcraft::check_bases(cx);
}
