//! Lints: what is no mistake, and may be forgotten. A person can allow, deny or forbid each, for one name or for all:
//! `#[charm(allow(unhandled_action = "pre-upgrade-check"))]`.

use darling::FromMeta;
use darling::ast::NestedMeta;
use ops_metadata::render::Text;
use ops_metadata::{Code, Spanned, Subject, catalogue};
use proc_macro2::Span;
use syn::Attribute;

use crate::errors::Errors;
use crate::handlers::names;
use crate::metadata::Charm;

/// A thing of the metadata without a handler, which may be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unhandled {
    /// An action of the metadata has no handler.
    Action,
    /// A container of the metadata has no handler.
    Container,
    /// An endpoint of the metadata has no handler.
    Endpoint,
}

impl Unhandled {
    /// All of them.
    const ALL: [Self; 3] = [Self::Action, Self::Container, Self::Endpoint];

    fn name(self) -> &'static str {
        match self {
            Self::Action => "unhandled_action",
            Self::Container => "unhandled_container",
            Self::Endpoint => "unhandled_endpoint",
        }
    }

    fn code(self) -> Code {
        match self {
            Self::Action => catalogue::UNHANDLED_ACTION,
            Self::Container => catalogue::UNHANDLED_CONTAINER,
            Self::Endpoint => catalogue::UNHANDLED_ENDPOINT,
        }
    }

    fn subject(self) -> Subject {
        match self {
            Self::Action => Subject::Action,
            Self::Container => Subject::Container,
            Self::Endpoint => Subject::Endpoint,
        }
    }

    /// Of real charms' actions most have a handler of the charm's own; of their containers half, of their endpoints a
    /// quarter: libraries see to the rest.
    fn usual_level(self) -> Level {
        if self == Self::Action { Level::Warn } else { Level::Allow }
    }
}

/// How loud a lint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Allow,
    Warn,
    Deny,
}

/// What stands in `allow(…)` and its kin: lints, each perhaps for one name only.
#[derive(Debug, Default)]
pub(crate) struct List(Vec<(Unhandled, Option<syn::LitStr>)>);

impl FromMeta for List {
    fn from_list(items: &[NestedMeta]) -> darling::Result<Self> {
        let mut errors = darling::Error::accumulator();
        let items = items.iter().filter_map(|item| errors.handle(entry(item)));
        let list = Self(items.collect());
        errors.finish_with(list)
    }
}

fn entry(item: &NestedMeta) -> darling::Result<(Unhandled, Option<syn::LitStr>)> {
    let unnamed = || darling::Error::custom("expected a lint, as in `unhandled_action`").with_span(item);
    let NestedMeta::Meta(meta) = item else { return Err(unnamed()) };
    let word = meta.path().get_ident().ok_or_else(unnamed)?;
    let known = Unhandled::ALL.into_iter().find(|lint| word == lint.name());
    let lint = known.ok_or_else(|| {
        let names = Unhandled::ALL.map(Unhandled::name);
        darling::Error::unknown_field_with_alts(&word.to_string(), &names).with_span(word)
    })?;
    match meta {
        syn::Meta::Path(_) => Ok((lint, None)),
        syn::Meta::NameValue(syn::MetaNameValue {
            value: syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }),
            ..
        }) => Ok((lint, Some(name.clone()))),
        other => {
            Err(darling::Error::custom(format!("expected a name in quotes: `{word} = \"…\"`"))
                .with_span(other))
        }
    }
}

/// The levels that a charm sets.
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
    /// Whether the charm sets any.
    pub(crate) fn are_set(&self) -> bool {
        self.lists().into_iter().any(|(_, lists)| lists.iter().any(|list| !list.0.is_empty()))
    }

    /// The strictest comes last, so that it wins.
    fn lists(&self) -> [(Level, &[List]); 4] {
        [
            (Level::Allow, &self.allow),
            (Level::Warn, &self.warn),
            (Level::Deny, &self.deny),
            (Level::Deny, &self.forbid),
        ]
    }

    /// What is said of one name goes before what is said of all.
    fn of(&self, lint: Unhandled, name: &str) -> Level {
        let said = |of: Option<&str>| {
            let is_of = |(known, known_name): &(Unhandled, Option<syn::LitStr>)| {
                *known == lint && known_name.as_ref().map(syn::LitStr::value).as_deref() == of
            };
            let lists = self.lists();
            let said = |lists: &[List]| lists.iter().flat_map(|list| &list.0).any(is_of);
            lists.into_iter().rev().find(|(_, lists)| said(lists)).map(|(level, _)| level)
        };
        said(Some(name)).or_else(|| said(None)).unwrap_or(lint.usual_level())
    }
}

/// What a lint is held against: the hooks that are handled, and where to say what is not.
pub(crate) struct Handled<'a> {
    pub(crate) hooks: Vec<String>,
    pub(crate) place: Span,
    pub(crate) attributes: &'a [Attribute],
}

/// Checks the names in the levels; then, if it is `certain` what is handled, reports every action, container and endpoint
/// that no handler is for, as loud as the charm wants it.
pub(crate) fn check(
    charm: &Charm,
    levels: &Levels,
    handled: &Handled<'_>,
    certain: bool,
    errors: &mut Errors,
) {
    for (lint, name) in levels.lists().into_iter().flat_map(|(_, lists)| lists).flat_map(|list| &list.0) {
        if let Some(name) = name {
            names::check_name(charm, lint.subject(), name, errors);
        }
    }
    if !certain {
        return;
    }
    for lint in Unhandled::ALL {
        for name in names::names(charm, lint.subject()) {
            if !is_handled(lint.subject(), &name.value, &handled.hooks) {
                report(charm, lint, name, levels.of(lint, &name.value), handled, errors);
            }
        }
    }
}

fn is_handled(subject: Subject, name: &str, hooks: &[String]) -> bool {
    ops_metadata::EventKind::ALL
        .iter()
        .any(|kind| kind.subject() == Some(subject) && hooks.contains(&kind.hook_name(Some(name))))
}

fn report(
    charm: &Charm,
    lint: Unhandled,
    name: &Spanned<String>,
    level: Level,
    handled: &Handled<'_>,
    errors: &mut Errors,
) {
    let word = lint.subject().as_str();
    let event = names::usual_event(lint.subject()).attribute();
    let text = Text::new(lint.code(), format!("no handler is for the {word} `{name}`", name = name.value))
        .frame(name.span)
        .help(format!("write one: `#[on({event} = \"{}\")]`", name.value))
        .help(format!("or say that it needs none: `#[charm(allow({} = \"{}\"))]`", lint.name(), name.value));
    match level {
        Level::Allow => {}
        Level::Warn => {
            let text = text.render(&charm.reading.sources);
            errors.warn(handled.attributes, handled.place, lint.code(), &text);
        }
        Level::Deny => errors.say_of(charm, handled.place, &text),
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
        assert_eq!(levels.of(Unhandled::Action, "restart"), Level::Allow);
        assert_eq!(levels.of(Unhandled::Action, "backup"), Level::Deny);
        assert_eq!(levels.of(Unhandled::Container, "web"), Level::Warn);
        assert_eq!(levels.of(Unhandled::Endpoint, "db"), Level::Allow);
    }

    #[test]
    fn every_mistake_in_a_list_is_found() {
        let error = levels(quote!(allow(unhandled_acton, "x", unhandled_action = 3), warm(unhandled_action)));
        assert_eq!(error.unwrap_err().flatten().into_iter().count(), 4);
    }
}
