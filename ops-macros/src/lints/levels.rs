//! How loud each lint is: `#[charm(allow(unhandled_action = "pre-upgrade-check"), deny(unhandled_endpoint))]`.

use darling::FromMeta;
use darling::ast::NestedMeta;
use ops_metadata::render::Text;
use ops_metadata::{catalogue, suggest};
use proc_macro2::Span;
use syn::LitStr;

use super::Lint;
use crate::errors::Errors;
use crate::message::list;

/// How loud a lint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Allow,
    Warn,
    Deny,
}

/// A lint in a list, perhaps for one name only.
#[derive(Debug)]
struct Entry {
    lint: Lint,
    place: Span,
    name: Option<LitStr>,
}

/// What stands in `allow(…)` and its kin: what could be read, and what is wrong in it, so that one hides nothing of the other.
#[derive(Debug, Default)]
struct List {
    entries: Vec<Entry>,
    wrong: Vec<darling::Error>,
}

impl FromMeta for List {
    fn from_list(items: &[NestedMeta]) -> darling::Result<Self> {
        let mut list = Self::default();
        for item in items {
            match entry(item) {
                Ok(entry) => list.entries.push(entry),
                Err(error) => list.wrong.push(error),
            }
        }
        Ok(list)
    }
}

fn entry(item: &NestedMeta) -> darling::Result<Entry> {
    let unnamed = || darling::Error::custom("expected a lint, as in `unhandled_action`").with_span(item);
    let NestedMeta::Meta(meta) = item else { return Err(unnamed()) };
    let word = meta.path().get_ident().ok_or_else(unnamed)?;
    let known = Lint::ALL.into_iter().find(|lint| word == lint.name());
    let lint = known.ok_or_else(|| {
        let (written, names) = (word.to_string(), Lint::ALL.map(Lint::name));
        let others = suggest::closest(&written, names).map_or_else(
            || format!("there are {}", list(names)),
            |closest| format!("did you mean `{closest}`?"),
        );
        darling::Error::custom(format!("unknown lint `{written}`: {others}")).with_span(word)
    })?;
    let name = match meta {
        syn::Meta::Path(_) => None,
        syn::Meta::NameValue(syn::MetaNameValue {
            value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }),
            ..
        }) => Some(name.clone()),
        other => {
            let text = format!("expected one name in quotes: `{word} = \"…\"`");
            return Err(darling::Error::custom(text).with_span(other));
        }
    };
    Ok(Entry { lint, place: word.span(), name })
}

/// The levels that an attribute sets.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct Levels {
    #[darling(multiple)]
    allow: Vec<List>,
    #[darling(multiple)]
    warn: Vec<List>,
    #[darling(multiple)]
    deny: Vec<List>,
    #[darling(multiple)]
    forbid: Vec<List>,
}

impl Levels {
    /// The strictest comes last, so that it wins.
    fn lists(&self) -> [(Level, &[List]); 4] {
        [
            (Level::Allow, &self.allow),
            (Level::Warn, &self.warn),
            (Level::Deny, &self.deny),
            (Level::Deny, &self.forbid),
        ]
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.lists().into_iter().flat_map(|(_, lists)| lists).flat_map(|list| &list.entries)
    }

    /// Reports what is wrong in the levels, and the lints that belong to another attribute: here they would do nothing.
    pub(crate) fn check(&self, own: &[Lint], errors: &mut Errors) {
        let lists = self.lists().into_iter().flat_map(|(_, lists)| lists);
        for error in lists.flat_map(|list| &list.wrong) {
            errors.arguments(catalogue::BAD_ARGUMENT, error.clone());
        }
        for entry in self.entries().filter(|entry| !own.contains(&entry.lint)) {
            let (name, place) = (entry.lint.name(), entry.lint.attribute());
            let text = Text::new(catalogue::BAD_ARGUMENT, format!("the level of `{name}` is not set here"))
                .help(format!("write it in the {place}"));
            errors.say_at(entry.place, &text);
        }
    }

    /// The names that the levels of a lint are for.
    pub(super) fn names(&self, lint: Lint) -> impl Iterator<Item = &LitStr> {
        self.entries().filter(move |entry| entry.lint == lint).filter_map(|entry| entry.name.as_ref())
    }

    /// What is said of one name goes before what is said of all.
    pub(super) fn of(&self, lint: Lint, name: &str) -> Level {
        let said = |of: Option<&str>| {
            let is_of =
                |entry: &Entry| entry.lint == lint && entry.name.as_ref().map(LitStr::value).as_deref() == of;
            let said = |lists: &[List]| lists.iter().flat_map(|list| &list.entries).any(is_of);
            self.lists().into_iter().rev().find(|(_, lists)| said(lists)).map(|(level, _)| level)
        };
        said(Some(name)).or_else(|| said(None)).unwrap_or(lint.usual_level())
    }
}

impl Levels {
    /// How to be rid of the lint for a name: to allow it, unless it is for this very name that it is denied.
    pub(super) fn way_out(&self, lint: Lint, name: &str, allow: &str) -> String {
        let is_named = |list: &List| {
            let is_of =
                |entry: &Entry| entry.lint == lint && entry.name.as_ref().is_some_and(|n| n.value() == name);
            list.entries.iter().any(is_of)
        };
        match self.deny.iter().chain(&self.forbid).any(is_named) {
            true => "or no longer deny it".to_owned(),
            false => format!("or say that it needs none: {allow}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn levels(arguments: proc_macro2::TokenStream) -> darling::Result<Levels> {
        Levels::from_list(&NestedMeta::parse_meta_list(arguments)?)
    }

    #[test]
    fn one_name_goes_before_all_and_the_strictest_wins() {
        let levels = levels(quote!(
            deny(unhandled_action),
            allow(unhandled_action = "restart", unhandled_container),
            warn(unhandled_container)
        ));
        let levels = levels.unwrap();
        assert_eq!(levels.of(Lint::UnhandledAction, "restart"), Level::Allow);
        assert_eq!(levels.of(Lint::UnhandledAction, "backup"), Level::Deny);
        assert_eq!(levels.of(Lint::UnhandledContainer, "web"), Level::Warn);
        assert_eq!(levels.of(Lint::UnhandledEndpoint, "db"), Level::Allow);
    }

    #[test]
    fn every_mistake_in_a_list_is_found() {
        let levels =
            levels(quote!(allow(unhandled_acton, "x", unhandled_action = 3, unhandled_action = "y")))
                .unwrap();
        let mut errors = Errors::new();
        levels.check(&Lint::UNHANDLED, &mut errors);
        assert_eq!(errors.into_compile_errors().to_string().matches("compile_error").count(), 3);
        assert_eq!(levels.of(Lint::UnhandledAction, "y"), Level::Allow);
    }

    #[test]
    fn a_lint_belongs_to_one_attribute() {
        let mut errors = Errors::new();
        let levels = levels(quote!(allow(unused_option, unhandled_action, unused_parameter = "x"))).unwrap();
        levels.check(&[Lint::UnusedOption], &mut errors);
        assert_eq!(errors.into_compile_errors().to_string().matches("compile_error").count(), 2);
    }
}
