//! The lines of the metadata in the compiler's own frames, which takes a nightly one: the feature `nightly-spans`.
//!
//! Nothing needs it. Where this compiler gives no place in the file, an error is what it is without the feature: a text
//! that has those lines in it.

use std::path::Path;

use ops_metadata::render::Text;
use ops_metadata::{Sources, Span};
use proc_macro::{Diagnostic, Level, Literal, TokenStream, TokenTree};
use quote::quote;

/// Shows an error and its lines of metadata; `false` where that cannot be done.
pub(crate) fn show(sources: &Sources, at: proc_macro2::Span, text: &Text) -> bool {
    if !proc_macro::is_available() || text.places().next().is_none() {
        return false;
    }
    let at = at.unwrap();
    // As if they stood where the error is: the compiler then adds no note about an expansion.
    let place = |(span, words)| Some((place(sources, span)?.resolved_at(at), words));
    let Some(places) = text.places().map(place).collect::<Option<Vec<_>>>() else { return false };
    let mut error = Diagnostic::spanned(at, Level::Error, text.title());
    let mut notes = text.notes();
    for (place, words) in places {
        // A line that has no words of its own is what the next note is about.
        error = match (!words.is_empty()).then_some(("note", words)).or_else(|| notes.next()) {
            Some(("help", words)) => error.span_help(place, words),
            Some((_, words)) => error.span_note(place, words),
            None => error.span_note(place, "in the metadata"),
        };
    }
    for (kind, words) in notes {
        error = if kind == "help" { error.help(words) } else { error.note(words) };
    }
    error.emit();
    true
}

/// The place as the compiler knows it: in the literal that `include_str!` is.
fn place(sources: &Sources, span: Span) -> Option<proc_macro::Span> {
    let source = sources.get(span.source);
    let before = source.text.get(..span.start.byte)?;
    let marked = sources.text(span).lines().next().unwrap_or_default();
    // The compiler counts no byte order mark, and one byte for the end of a line.
    let start = before.trim_start_matches('\u{feff}').len() - before.matches("\r\n").count();
    let place = content(&source.path)?.subspan(start..start + marked.len())?;
    (place.source_text().as_deref() == Some(marked)).then_some(place)
}

fn content(file: &Path) -> Option<Literal> {
    let path = std::path::absolute(file).ok()?;
    let path = path.to_str()?;
    let content = TokenStream::from(quote!(::core::include_str!(#path))).expand_expr().ok()?;
    match content.into_iter().next()? {
        TokenTree::Literal(content) => Some(content),
        _ => None,
    }
}
