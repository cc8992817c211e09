//! What stands in the brackets of an attribute, taken apart by its commas.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Ident, Lit, Token, token};

/// One argument, as it is written.
pub(crate) enum Argument {
    /// `"get-password"`.
    Literal(Lit),
    /// `test`, `metadata = "…"`, `allow(…)`.
    Named(Named),
    /// What is none.
    Wrong(Span, Text),
}

pub(crate) struct Named {
    pub(crate) name: Ident,
    pub(crate) given: Given,
}

/// What stands after an argument's name.
pub(crate) enum Given {
    Nothing,
    Value(Lit),
    /// After the `=` stands what is no literal.
    Other(TokenStream),
    /// In brackets.
    List(Vec<Argument>),
}

impl Argument {
    /// Where it stands.
    pub(crate) fn place(&self) -> Span {
        match self {
            Self::Literal(literal) => literal.span(),
            Self::Named(named) => named.name.span(),
            Self::Wrong(span, _) => *span,
        }
    }
}

impl Named {
    /// Where to say that it is not of the form it should have: at the value, if there is one.
    pub(crate) fn place(&self) -> Span {
        match &self.given {
            Given::Nothing | Given::List(_) => self.name.span(),
            Given::Value(value) => value.span(),
            Given::Other(tokens) => tokens.span(),
        }
    }
}

/// The arguments in order. One that cannot be read hides no other.
pub(crate) fn parse(tokens: TokenStream) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            let read = argument(input);
            let is_whole = input.is_empty() || input.peek(Token![,]);
            arguments.push(match read {
                Argument::Wrong(..) => read,
                _ if is_whole => read,
                _ => Argument::Wrong(input.span(), malformed("expected `,`")),
            });
            skip_comma(input);
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(tokens) {
        arguments.push(Argument::Wrong(error.span(), malformed(&error.to_string())));
    }
    arguments
}

fn argument(input: ParseStream<'_>) -> Argument {
    let place = input.span();
    // `true` and `false` are literals to syn, and names here: of no argument.
    if input.peek(Lit) && !input.peek(syn::LitBool) {
        return match input.parse() {
            Ok(literal) => Argument::Literal(literal),
            Err(error) => Argument::Wrong(error.span(), malformed(&error.to_string())),
        };
    }
    let Ok(name) = input.call(Ident::parse_any) else { return Argument::Wrong(place, no_argument()) };
    if input.peek(Token![::]) {
        return Argument::Wrong(place, no_argument());
    }
    let given = if input.peek(token::Paren) {
        match input.parse() {
            Ok(TokenTree::Group(group)) => Given::List(parse(group.stream())),
            _ => Given::Nothing,
        }
    } else if let Ok(equals) = input.parse::<Token![=]>() {
        match value(input) {
            Some(value) => value,
            None => return Argument::Wrong(equals.span, malformed("expected a value after `=`")),
        }
    } else {
        Given::Nothing
    };
    Argument::Named(Named { name, given })
}

fn value(input: ParseStream<'_>) -> Option<Given> {
    let is_literal = |fork: ParseStream<'_>| fork.parse::<Lit>().is_ok() && is_end(fork);
    if is_literal(&input.fork()) {
        return input.parse().ok().map(Given::Value);
    }
    let mut tokens = TokenStream::new();
    while !is_end(input) {
        tokens.extend(input.parse::<TokenTree>());
    }
    (!tokens.is_empty()).then_some(Given::Other(tokens))
}

fn is_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

fn skip_comma(input: ParseStream<'_>) {
    while !input.is_empty() && input.parse::<Token![,]>().is_err() {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

fn malformed(what: &str) -> Text {
    Text::new(catalogue::BAD_ARGUMENT, what)
        .help("an argument is `name`, `name = \"…\"` or `name(…)`, with a comma before the next")
}

/// What is said of something that stands where an argument should.
pub(super) fn no_argument() -> Text {
    Text::new(catalogue::BAD_ARGUMENT, "this is no argument")
        .help("an argument is a name, most of them with a value: `name = \"…\"`")
}
