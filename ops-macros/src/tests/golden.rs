//! The expansions as text that a person can read: each `NAME.rs` below `tests/expand` beside its `NAME.expanded.rs`.
//!
//! `UPDATE_EXPECT=1 cargo test -p charmed-ops-macros golden` writes the expansions anew.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::ToTokens;
use similar::TextDiff;
use syn::{Attribute, ImplItem, Item, ItemImpl};

use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::{action, attributes, charm, config, databag, handlers, stored_state};

/// What is generated for an event that a handler is for: no more than so many lines.
const MOST_LINES: usize = 25;

#[test]
fn golden_expansions() {
    let mut cases = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand"), &mut cases);
    assert!(cases.len() >= 9, "only {} cases were found", cases.len());
    let differences: String = cases.iter().filter_map(|case| compare(case)).collect();
    assert!(differences.is_empty(), "{differences}\nto keep what is generated now: UPDATE_EXPECT=1");
}

fn collect(folder: &Path, cases: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            collect(&path, cases);
        } else if name.ends_with(".rs") && !name.ends_with(".expanded.rs") {
            cases.push(path);
        }
    }
}

/// What is generated for a case now, where it is not what is kept.
fn compare(case: &Path) -> Option<String> {
    let kept = case.with_extension("expanded.rs");
    let generated = generate(case);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&kept, generated).unwrap();
        return None;
    }
    let expected = std::fs::read_to_string(&kept).unwrap_or_default();
    let name = kept.display().to_string();
    let difference = TextDiff::from_lines(&expected, &generated);
    (expected != generated).then(|| difference.unified_diff().header(&name, "generated now").to_string())
}

fn generate(case: &Path) -> String {
    let written = syn::parse_file(&std::fs::read_to_string(case).unwrap()).unwrap();
    let here = CallSite { source_file: Some(case.to_owned()), package: None };
    let (mut comment, mut expanded) = (String::new(), TokenStream::new());
    for item in written.items {
        let (tokens, errors) = expand(&here, item.clone());
        let errors = errors.into_compile_errors();
        if let (Item::Impl(block), true) = (item, errors.is_empty()) {
            comment = lines_for_handlers(&here, &block);
        }
        expanded.extend([tokens, errors]);
    }
    comment + &pretty(&expanded)
}

/// What the compiler would have of the item: its attribute of ours is called with the rest.
fn expand(here: &CallSite, mut item: Item) -> (TokenStream, Errors) {
    let ours = match &mut item {
        Item::Struct(item) => our_attribute(&mut item.attrs),
        Item::Impl(item) => our_attribute(&mut item.attrs),
        _ => None,
    };
    let (name, attribute) = ours.expect("an item of a case has an attribute of ours");
    let arguments = attributes::arguments(&attribute).unwrap();
    let item = item.to_token_stream();
    match name {
        "charm" if handlers::is_impl_block(&item) => handlers::charm_impl(here, arguments, item),
        "charm" => charm::charm_struct(here, arguments, item),
        "config" => config::config(here, arguments, item),
        "action" => action::action(here, arguments, item),
        "stored_state" => stored_state::stored_state(arguments, item),
        _ => databag::databag(here, arguments, item),
    }
}

fn our_attribute(attributes: &mut Vec<Attribute>) -> Option<(&'static str, Attribute)> {
    let ours = ["charm", "config", "action", "stored_state", "databag"];
    ours.into_iter().find_map(|name| Some((name, attributes::take(attributes, name).into_iter().next()?)))
}

/// The tokens in lines. Where this checkout lies is no part of them.
fn pretty(tokens: &TokenStream) -> String {
    let text = tokens.to_string().replace(env!("CARGO_MANIFEST_DIR"), "$CARGO_MANIFEST_DIR");
    prettyplease::unparse(&syn::parse_file(&text).unwrap())
}

/// A comment that says how much is generated for each handler of a block: what is not there without its `#[on]`.
fn lines_for_handlers(here: &CallSite, block: &ItemImpl) -> String {
    let measure = |block: &ItemImpl| {
        let (tokens, errors) = expand(here, Item::Impl(block.clone()));
        let _ = errors.into_compile_errors();
        let text = pretty(&tokens);
        (text.lines().count(), text.matches("Handler::new(").count())
    };
    let (all_lines, all_events) = measure(block);
    let mut comment =
        format!("// Lines that are generated for each handler, of {MOST_LINES} at most an event:\n");
    for index in 0..block.items.len() {
        let mut without = block.clone();
        let ImplItem::Fn(method) = &mut without.items[index] else { continue };
        if attributes::take(&mut method.attrs, "on").is_empty() {
            continue;
        }
        let name = method.sig.ident.clone();
        let (other_lines, other_events) = measure(&without);
        let (lines, events) = (all_lines - other_lines, all_events - other_events);
        assert!(lines <= events * MOST_LINES, "{name}: {lines} lines for {events} events");
        let of = if events == 1 { String::new() } else { format!(" ({events} events)") };
        comment.push_str(&format!("// {lines:4} {name}{of}\n"));
    }
    comment
}
