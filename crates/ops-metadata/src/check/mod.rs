//! Juju's rules that need more than one place of the metadata, each a flat `check_*` function over one [`Context`].
//!
//! What a single value must be is reported by its reader. A rule that is added belongs here, with a code in the
//! [`catalogue`](crate::catalogue), and a line in [`check`].

mod files;
mod format;
mod names;
mod references;

use crate::diagnostic::Diagnostic;
use crate::metadata::Metadata;
use crate::read::Files;

/// What the rules look at, and where they report.
pub(crate) struct Context<'a> {
    files: &'a Files,
    metadata: &'a Metadata,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Context<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// Checks all of the rules.
pub(crate) fn check(files: &Files, metadata: &Metadata, diagnostics: &mut Vec<Diagnostic>) {
    let cx = &mut Context { files, metadata, diagnostics };
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
}
