//! `#[action("get-password")]`: the action's name, and the arguments beside it.

use darling::ast::NestedMeta;
use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, LitStr, Meta};

use crate::argument_text;
use crate::arguments::{self, PartArguments};
use crate::errors::{Errors, attribute_span};

pub(crate) struct Arguments {
    /// `None` where no action is named, which is reported.
    pub(crate) action: Option<LitStr>,
    pub(crate) part: PartArguments,
}

pub(crate) fn parse(arguments: TokenStream, item: &TokenStream, errors: &mut Errors) -> Arguments {
    let Some(list) = arguments::list(Ok(arguments), errors) else {
        return Arguments { action: None, part: PartArguments::default() };
    };
    let (mut names, mut others): (Vec<NestedMeta>, Vec<NestedMeta>) = list.into_iter().partition(is_name);
    if names.is_empty() {
        names.extend(others.extract_if(.., |item| word(item).is_some()).take(1));
    }
    let mut action = None;
    for name in &names {
        let found = literal(name);
        let text = if action.is_some() {
            "a struct has the parameters of one action: this is another name".to_owned()
        } else if matches!(name, NestedMeta::Lit(_)) {
            action = found;
            continue;
        } else {
            let shown = found.as_ref().map(LitStr::value).or_else(|| word(name));
            let shown = shown.as_deref().unwrap_or("get-password");
            let text = format!("the action's name stands alone and in quotes: `#[action(\"{shown}\")]`");
            action = found;
            text
        };
        errors.say_at(name.span(), &Text::new(catalogue::BAD_ARGUMENT, text));
    }
    if names.is_empty() {
        let text = Text::new(catalogue::BAD_ARGUMENT, "this names no action")
            .help("write its name: `#[action(\"get-password\")]`");
        errors.say_at(attribute_span(item), &text);
    }
    Arguments { action, part: arguments::read_list(others, errors) }
}

/// Whether it is the action's name, or looks like it.
fn is_name(item: &NestedMeta) -> bool {
    match item {
        NestedMeta::Lit(literal) => matches!(literal, Lit::Str(_)),
        NestedMeta::Meta(meta) => meta.path().is_ident("name"),
        NestedMeta::NameValueInvalidExpr(_) => false,
    }
}

fn literal(item: &NestedMeta) -> Option<LitStr> {
    match item {
        NestedMeta::Lit(Lit::Str(name)) => Some(name.clone()),
        NestedMeta::Meta(Meta::NameValue(pair)) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// The name that a word stands for which is no argument, as far as can be told.
fn word(item: &NestedMeta) -> Option<String> {
    let NestedMeta::Meta(Meta::Path(path)) = item else { return None };
    let word = path.get_ident()?.to_string();
    argument_text::form(&word).is_none().then(|| word.replace('_', "-"))
}
