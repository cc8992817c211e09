//! Arguments by their names, each of the form that it has: every mistake at its own place, with the similar name that was
//! perhaps meant.

use ops_metadata::render::Text;
use ops_metadata::{catalogue, suggest};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Lit, LitBool, LitStr};

use super::list::{self, Argument, Given, Named, no_argument};
use crate::errors::Errors;
use crate::message::{list, one_of};

/// The arguments that nobody has asked for yet. [`Reader::finish`] reports those as unknown.
pub(crate) struct Reader {
    unread: Vec<(usize, Named)>,
    /// The arguments that there are, in the order of the alphabet.
    known: Vec<&'static str>,
    /// What is wrong, in the order of the arguments.
    wrong: Vec<(usize, Span, Text)>,
}

/// What is wrong with something, and where.
pub(crate) type Wrong = (Span, Text);

/// A value and the place where it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl Reader {
    pub(crate) fn of_tokens(tokens: TokenStream) -> Self {
        Self::of(list::parse(tokens))
    }

    pub(crate) fn of(arguments: Vec<Argument>) -> Self {
        let mut reader = Self { unread: Vec::new(), known: Vec::new(), wrong: Vec::new() };
        for (index, argument) in arguments.into_iter().enumerate() {
            match argument {
                Argument::Named(named) => reader.unread.push((index, named)),
                Argument::Literal(literal) => reader.wrong(index, literal.span(), no_argument()),
                Argument::Wrong(span, text) => reader.wrong(index, span, text),
            }
        }
        reader
    }

    fn wrong(&mut self, index: usize, span: Span, text: Text) {
        let place = self.wrong.partition_point(|(earlier, ..)| *earlier <= index);
        self.wrong.insert(place, (index, span, text));
    }

    /// `metadata = "…"`.
    pub(crate) fn text(&mut self, name: &'static str) -> Option<LitStr> {
        let (index, argument) = self.take(name)?;
        match argument.given {
            Given::Value(Lit::Str(text)) => Some(text),
            _ => self.refuse(index, &argument, &format!("a text: `{name} = \"…\"`")),
        }
    }

    /// `test = false`.
    pub(crate) fn boolean(&mut self, name: &'static str) -> Option<LitBool> {
        let (index, argument) = self.take(name)?;
        match argument.given {
            Given::Value(Lit::Bool(value)) => Some(value),
            _ => self.refuse(index, &argument, &format!("`{name} = true` or `{name} = false`")),
        }
    }

    /// `version = 2`, and where it stands.
    pub(crate) fn whole_number(&mut self, name: &'static str) -> Option<Placed<u32>> {
        let (index, argument) = self.take(name)?;
        if let Given::Value(Lit::Int(value)) = &argument.given
            && let (Ok(value), span) = (value.base10_parse(), value.span())
        {
            return Some(Placed { value, span });
        }
        self.refuse(index, &argument, &format!("a whole number: `{name} = 2`"))
    }

    /// `migrate = State::migrate`: a function by its path, and where it stands.
    pub(crate) fn function(&mut self, name: &'static str) -> Option<Placed<syn::Path>> {
        let (index, argument) = self.take(name)?;
        if let Given::Other(tokens) = &argument.given
            && let Ok(value) = syn::parse2::<syn::Path>(tokens.clone())
        {
            return Some(Placed { value, span: argument.place() });
        }
        self.refuse(
            index,
            &argument,
            &format!("the path of a function, without quotes: `{name} = State::{name}`"),
        )
    }

    /// `read_only`, alone: the place where it is written.
    pub(crate) fn flag(&mut self, name: &'static str) -> Option<Span> {
        let (index, argument) = self.take(name)?;
        match argument.given {
            Given::Nothing => Some(argument.name.span()),
            _ => self.refuse(index, &argument, &format!("`{name}` alone, without a value")),
        }
    }

    /// `state = "local"`: one of a few words.
    pub(crate) fn one_of<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<Placed<T>> {
        let (index, argument) = self.take(name)?;
        let mut known = Vec::new();
        for (word, value) in words {
            if let Given::Value(Lit::Str(text)) = &argument.given
                && text.value() == *word
            {
                return Some(Placed { value: *value, span: text.span() });
            }
            known.push(*word);
        }
        self.refuse_word(name, index, &argument, &known);
        None
    }

    fn refuse_word(&mut self, name: &str, index: usize, argument: &Named, words: &[&str]) {
        let Given::Value(Lit::Str(text)) = &argument.given else {
            let mut forms = Vec::new();
            for word in words {
                forms.push(format!("{name} = \"{word}\""));
            }
            let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
            return self.expect(index, argument, &one_of(&forms));
        };
        let value = text.value();
        let text = Text::new(catalogue::BAD_ARGUMENT, format!("unknown value `{value}`"));
        self.wrong(index, argument.place(), similar(text, &value, words));
    }

    /// `settings = …`: whatever the compiler takes there, but for a comma outside of brackets.
    pub(crate) fn expression(&mut self, name: &'static str) -> Option<TokenStream> {
        let (index, argument) = self.take(name)?;
        match argument.given {
            Given::Value(value) => Some(value.into_token_stream()),
            Given::Other(tokens) => Some(tokens),
            _ => self.refuse(index, &argument, &format!("a value: `{name} = …`")),
        }
    }

    /// `crate = "…"`.
    pub(crate) fn path(&mut self, name: &'static str) -> Option<syn::Path> {
        let (index, argument) = self.take(name)?;
        if let Given::Value(Lit::Str(text)) = &argument.given
            && let Ok(path) = text.parse_with(syn::Path::parse_mod_style)
        {
            return Some(path);
        }
        self.refuse(index, &argument, &format!("a path in quotes: `{name} = \"…\"`"))
    }

    /// `allow(…)`, which may be there several times: what `read` makes of each thing in the brackets, or says of it.
    pub(crate) fn lists<T>(
        &mut self,
        name: &'static str,
        form: &str,
        read: &dyn Fn(&Argument) -> Result<T, Wrong>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for (index, argument) in self.take_all(name) {
            let Given::List(list) = &argument.given else {
                self.expect(index, &argument, form);
                continue;
            };
            for item in list {
                match read(item) {
                    Ok(read) => all.push(read),
                    Err((span, text)) => self.wrong(index, span, text),
                }
            }
        }
        all
    }

    fn take(&mut self, name: &'static str) -> Option<(usize, Named)> {
        let mut all = self.take_all(name).into_iter();
        let first = all.next()?;
        for (index, again) in all {
            let text = Text::new(catalogue::BAD_ARGUMENT, format!("`{name}` is given twice"));
            self.wrong(index, again.name.span(), text);
        }
        Some(first)
    }

    fn take_all(&mut self, name: &'static str) -> Vec<(usize, Named)> {
        let place = self.known.partition_point(|earlier| *earlier < name);
        self.known.insert(place, name);
        let (mut taken, mut left) = (Vec::new(), Vec::new());
        for argument in std::mem::take(&mut self.unread) {
            if argument.1.name == name { &mut taken } else { &mut left }.push(argument);
        }
        self.unread = left;
        taken
    }

    fn refuse<T>(&mut self, index: usize, argument: &Named, form: &str) -> Option<T> {
        self.expect(index, argument, form);
        None
    }

    fn expect(&mut self, index: usize, argument: &Named, form: &str) {
        let text = Text::new(catalogue::BAD_ARGUMENT, format!("expected {form}"));
        self.wrong(index, argument.place(), text);
    }

    /// Reports everything that is wrong. Whether all could be read.
    pub(crate) fn finish(mut self, errors: &mut Errors) -> bool {
        for (index, argument) in std::mem::take(&mut self.unread) {
            let name = argument.name.to_string();
            let text = Text::new(catalogue::BAD_ARGUMENT, format!("unknown argument `{name}`"));
            let mut text = similar(text, &name, &self.known);
            if let Some(place) = belongs(&name) {
                text = text.help(format!("it stands {place}"));
            }
            self.wrong(index, argument.name.span(), text);
        }
        for (_, span, text) in &self.wrong {
            errors.say_at(*span, text);
        }
        self.wrong.is_empty()
    }
}

/// The same with the name that was perhaps meant, else all that there are.
fn similar(text: Text, written: &str, known: &[&str]) -> Text {
    match (suggest::closest(written, known), known.len()) {
        (_, 0) => text,
        (Some(meant), _) => text.help(format!("did you mean `{meant}`?")),
        (None, 1) => text.help(format!("there is {}", list(known))),
        (None, _) => text.help(format!("there are {}", list(known))),
    }
}

/// Where an argument is known that is not known here.
fn belongs(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "state" => "in `#[charm(…)]` above the struct",
        "on_error" => "in `#[config(…)]` above the charm's field",
        "schema" | "of" | "read_only" => "in `#[databag(…)]` above the struct",
        "additional" => "in `#[databag(…)]` above a field",
        "version" | "migrate" | "from_python" => "in `#[stored_state(…)]` above the struct",
        "endpoint" | "settings" => "in `#[component(…)]` above the field that has the component",
        "allow" | "warn" | "deny" | "forbid" => {
            "above the struct or the `impl` block, in the attribute there"
        }
        _ => return None,
    })
}

/// Whether the word is an argument of any attribute.
pub(crate) fn is_argument(word: &str) -> bool {
    belongs(word).is_some() || ["metadata", "crate", "name", "test"].contains(&word)
}

#[cfg(test)]
mod tests {
    use ops_metadata::Sources;
    use quote::quote;

    use super::*;
    use crate::arguments::CharmArguments;

    /// What is said of these arguments of `#[charm]`.
    fn said(arguments: TokenStream) -> String {
        let mut errors = Errors::new();
        CharmArguments::parse(arguments, &mut errors);
        errors.into_compile_errors().to_string()
    }

    #[test]
    fn an_argument_has_one_form() {
        for (arguments, expected) in [
            (quote!(metdata = "x"), "unknown argument `metdata`\n = help: did you mean `metadata`?"),
            (quote!(state = "locl"), "unknown value `locl`\n = help: did you mean `local`?"),
            (quote!(state = true), "expected `state = \"juju\"` or `state = \"local\"`"),
            (quote!(metadata), "expected a text: `metadata = \"…\"`"),
            (quote!(metadata = 3), "expected a text: `metadata = \"…\"`"),
            (quote!(metadata = CONSTANT + 3), "expected a text: `metadata = \"…\"`"),
            (quote!(metadata("x")), "expected a text: `metadata = \"…\"`"),
            (quote!(test = "no"), "expected `test = true` or `test = false`"),
            (quote!(test), "expected `test = true` or `test = false`"),
            (quote!(crate = 3), "expected a path in quotes: `crate = \"…\"`"),
            (quote!(crate = "my ops"), "expected a path in quotes: `crate = \"…\"`"),
            (quote!(allow), "expected lints in brackets: `allow(unhandled_action)`"),
            (quote!(test = true, test = true), "`test` is given twice"),
        ] {
            let expected = Text::new(catalogue::BAD_ARGUMENT, expected).render(&Sources::default());
            let expected = syn::Error::new(Span::call_site(), expected).to_compile_error().to_string();
            assert_eq!(said(arguments), expected);
        }
    }

    #[test]
    fn every_mistake_is_reported_in_the_order_in_which_they_stand() {
        let said =
            said(quote!(3, colour = "red", crate, metadata: "x", ::a, test = true, allow(unhandled_acton)));
        let expected =
            ["no argument", "`colour`", "a path", "expected `,`", "no argument", "`unhandled_acton`"];
        let texts: Vec<&str> = said.split("compile_error").skip(1).collect();
        assert_eq!(texts.len(), expected.len(), "{said}");
        for (text, expected) in texts.iter().zip(expected) {
            assert!(text.contains(expected), "{text} has no {expected}");
        }
    }

    #[test]
    fn a_text_that_a_macro_has_passed_on_is_read() {
        let text = proc_macro2::Group::new(proc_macro2::Delimiter::None, quote!("folder"));
        let arguments = CharmArguments::parse(quote!(metadata = #text), &mut Errors::new());
        assert_eq!(arguments.metadata.map(|text| text.value()).as_deref(), Some("folder"));
    }
}
