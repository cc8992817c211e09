//! The arguments of `#[on(…)]`: which events a handler is for.

use ops_metadata::EventKind;
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Ident, LitStr, Token, token};

/// One argument, as written: `install`, `relation_changed = "db"`, `event = DatabaseReady`, `database.created`.
pub(crate) struct Argument {
    pub(crate) kind: Ident,
    pub(crate) subject: Option<LitStr>,
    /// The type of an event of the charm's own.
    pub(crate) custom: Option<syn::Path>,
    /// The event of a component, whose field `kind` is then: `database.created`.
    pub(crate) member: Option<Ident>,
}

impl Argument {
    fn plain(kind: Ident) -> Self {
        Self { kind, subject: None, custom: None, member: None }
    }

    /// What it says, if that is known.
    pub(crate) fn trigger(&self) -> Option<Trigger> {
        if self.member.is_some() {
            return Some(Trigger::Emitted);
        }
        Trigger::from_name(&self.kind.to_string())
    }

    /// The key of the dispatch table for it: that of the trigger, of what it names.
    pub(crate) fn hook(&self, trigger: Trigger) -> String {
        if let Some(member) = &self.member {
            return format!("{}.{member}", self.kind);
        }
        let custom = self.custom.as_ref().and_then(|path| path.segments.last());
        match custom {
            Some(last) => trigger.hook(Some(&last.ident.to_string())),
            None => trigger.hook(self.subject.as_ref().map(LitStr::value).as_deref()),
        }
    }
}

/// What an event is: one that Juju sends, one of the charm's own, or a status that the framework collects after each event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trigger {
    Juju(EventKind),
    Custom,
    /// An event of a component.
    Emitted,
    /// Every hook of Juju's.
    Reconcile,
    CollectUnitStatus,
    CollectAppStatus,
}

impl Trigger {
    /// Those that are not Juju's.
    const OTHERS: [(&'static str, Self); 4] = [
        ("event", Self::Custom),
        ("reconcile", Self::Reconcile),
        ("collect_unit_status", Self::CollectUnitStatus),
        ("collect_app_status", Self::CollectAppStatus),
    ];

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        for (known, trigger) in Self::OTHERS {
            if known == name {
                return Some(trigger);
            }
        }
        EventKind::from_attribute(name).map(Self::Juju)
    }

    /// Whether it is a status, which is collected after every event.
    pub(crate) fn is_status(self) -> bool {
        matches!(self, Self::CollectUnitStatus | Self::CollectAppStatus)
    }

    /// Every name that `#[on(…)]` knows.
    pub(crate) fn names() -> Vec<&'static str> {
        let mut names = Vec::new();
        for kind in EventKind::ALL {
            names.push(kind.attribute());
        }
        for (name, _) in Self::OTHERS {
            names.push(name);
        }
        names
    }

    /// The key of the dispatch table: Juju's hook name, `action:NAME`, `event:NAME`, or the name of the status that is collected.
    pub(crate) fn hook(self, subject: Option<&str>) -> String {
        match self {
            Self::Juju(kind) => kind.hook_name(subject),
            Self::Custom => format!("event:{}", subject.unwrap_or_default()),
            Self::Emitted => subject.unwrap_or_default().to_owned(),
            Self::Reconcile => "reconcile".to_owned(),
            Self::CollectUnitStatus => "collect-unit-status".to_owned(),
            Self::CollectAppStatus => "collect-app-status".to_owned(),
        }
    }
}

/// Reads the arguments one by one; each that cannot be read is an error of its own and hides no other.
pub(crate) fn parse(arguments: TokenStream, attribute: Span) -> (Vec<Argument>, Vec<syn::Error>) {
    let (mut read, mut errors) = (Vec::new(), Vec::new());
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            match argument(input) {
                Ok(argument) => read.push(argument),
                Err(error) => {
                    errors.push(error);
                    skip_to_comma(input);
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(arguments) {
        errors.push(error);
    }
    if read.is_empty() && errors.is_empty() {
        let message = "this says no event: write `#[on(install)]` or `#[on(relation_changed = \"db\")]`";
        errors.push(syn::Error::new(attribute, message));
    }
    (read, errors)
}

fn argument(input: ParseStream<'_>) -> syn::Result<Argument> {
    if let Ok(quoted) = input.fork().parse::<LitStr>() {
        let event = quoted.value().replace('-', "_");
        let message = match syn::parse_str::<Ident>(&event) {
            Ok(event) => format!("an event stands without quotes: `#[on({event})]`"),
            Err(_) => "expected an event, as in `install` or `relation_changed = \"db\"`".to_owned(),
        };
        return Err(syn::Error::new(quoted.span(), message));
    }
    let kind = input.call(Ident::parse_any).map_err(|error| {
        syn::Error::new(error.span(), "expected an event, as in `install` or `relation_changed = \"db\"`")
    })?;
    if input.peek(Token![-]) {
        let event = hyphened(&kind, input);
        return Err(syn::Error::new(kind.span(), format!("an event's name has `_` for `-`: `{event}`")));
    }
    if input.peek(Token![::]) {
        let message = "expected an event's name, as in `install` or `relation_changed = \"db\"`";
        return Err(syn::Error::new(kind.span(), message));
    }
    if input.parse::<Option<Token![.]>>()?.is_some() {
        let member = input.call(Ident::parse_any).map_err(|error| {
            syn::Error::new(error.span(), format!("expected an event of the component: `{kind}.created`"))
        })?;
        return Ok(Argument { member: Some(member), ..Argument::plain(kind) });
    }
    if !input.peek(Token![=]) {
        return match input.is_empty() || input.peek(Token![,]) {
            true if kind == "event" => Err(no_type(kind.span())),
            true => Ok(Argument::plain(kind)),
            false if takes_no_name(&kind) => Err(input.error(format!("expected `,` after `{kind}`"))),
            false => Err(input.error(format!(
                "expected `,` or `= \"…\"` after `{kind}`: the name is a string, as in `{kind} = \"db\"`"
            ))),
        };
    }
    let equals = input.parse::<Token![=]>()?;
    if kind == "event" {
        let place = if input.is_empty() { equals.span() } else { input.span() };
        let path = input.call(syn::Path::parse_mod_style).map_err(|_| no_type(place))?;
        return Ok(Argument { custom: Some(path), ..Argument::plain(kind) });
    }
    let unquoted = |place: Span| {
        let message = format!("expected the name as it stands in the metadata, in quotes: `{kind} = \"db\"`");
        syn::Error::new(place, message)
    };
    if input.is_empty() {
        return Err(unquoted(equals.span()));
    }
    if input.peek(token::Bracket) {
        let list: TokenTree = input.parse()?;
        return Err(syn::Error::new(list.span(), apart(&kind, &list)));
    }
    let place = input.span();
    match input.parse::<LitStr>() {
        Ok(name) if input.is_empty() || input.peek(Token![,]) => {
            Ok(Argument { subject: Some(name), ..Argument::plain(kind) })
        }
        _ => Err(unquoted(place)),
    }
}

fn no_type(place: Span) -> syn::Error {
    syn::Error::new(place, "expected the type of an event of the charm's own: `event = DatabaseReady`")
}

/// What to write instead of `relation_changed = ["db", "website"]`.
fn apart(kind: &Ident, list: &TokenTree) -> String {
    let names = match list {
        TokenTree::Group(group) => group.stream(),
        _ => TokenStream::new(),
    };
    let mut apart = Vec::new();
    for name in names {
        if let Ok(name) = syn::parse2::<LitStr>(name.into()) {
            apart.push(format!("{kind} = \"{}\"", name.value()));
        }
    }
    format!("each name stands with its event: `{}`", apart.join(", "))
}

/// `config-changed`, as Juju writes it, as it is written here.
fn hyphened(first: &Ident, input: ParseStream<'_>) -> String {
    let mut name = first.to_string();
    while input.parse::<Token![-]>().is_ok() {
        match input.call(Ident::parse_any) {
            Ok(word) => name.push_str(&format!("_{word}")),
            Err(_) => break,
        }
    }
    name
}

fn takes_no_name(kind: &Ident) -> bool {
    match Trigger::from_name(&kind.to_string()) {
        Some(Trigger::Juju(kind)) => kind.subject().is_none(),
        Some(Trigger::Reconcile | Trigger::CollectUnitStatus | Trigger::CollectAppStatus) => true,
        Some(Trigger::Custom | Trigger::Emitted) | None => false,
    }
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn read(tokens: TokenStream) -> (Vec<(String, Option<String>)>, usize) {
        let (arguments, errors) = parse(tokens, Span::call_site());
        let shown = |a: Argument| (a.kind.to_string(), a.subject.map(|name| name.value()));
        (arguments.into_iter().map(shown).collect(), errors.len())
    }

    #[test]
    fn reads_events_with_and_without_a_name() {
        let (read, errors) = read(quote!(config_changed, relation_changed = "db"));
        assert_eq!(read, [("config_changed".into(), None), ("relation_changed".into(), Some("db".into()))]);
        assert_eq!(errors, 0);
    }

    #[test]
    fn one_bad_argument_hides_no_other() {
        let (read, errors) = read(quote!(3, install, relation_changed = db, start));
        assert_eq!(read, [("install".into(), None), ("start".into(), None)]);
        assert_eq!(errors, 2);
    }

    #[test]
    fn a_name_that_a_macro_has_passed_on_is_read() {
        let name = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!("db"));
        let (read, errors) = read(quote!(relation_changed = #name));
        assert_eq!((read, errors), (vec![("relation_changed".into(), Some("db".into()))], 0));
    }

    #[test]
    fn no_event_is_an_error() {
        assert_eq!(read(quote!()), (vec![], 1));
    }

    #[test]
    fn every_event_that_juju_sends_has_a_name_here() {
        for kind in EventKind::ALL {
            assert_eq!(Trigger::from_name(kind.attribute()), Some(Trigger::Juju(*kind)));
        }
    }
}
