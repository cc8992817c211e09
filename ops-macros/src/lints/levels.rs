//! How loud each lint is: `#[charm(allow(unhandled_action = "pre-upgrade-check"), deny(unhandled_endpoint))]`.

use ops_metadata::render::Text;
use ops_metadata::{catalogue, suggest};
use proc_macro2::Span;
use syn::{Lit, LitStr};

use super::Lint;
use crate::arguments::{Argument, Given, Reader, Wrong};
use crate::errors::Errors;
use crate::message::list;

/// How loud a lint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Allow,
    Warn,
    Deny,
}

/// The attributes' words for the levels. The strictest comes last, so that it wins.
const WORDS: [(&str, Level); 4] =
    [("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny), ("forbid", Level::Deny)];

/// The level of a lint, perhaps for one name only.
struct Entry {
    level: Level,
    lint: Lint,
    place: Span,
    name: Option<LitStr>,
}

/// A lint as it stands in the brackets of `allow(…)` and its kin.
fn entry(argument: &Argument, level: Level) -> Result<Entry, Wrong> {
    let wrong = |what: &str| Text::new(catalogue::BAD_ARGUMENT, what);
    let argument = match argument {
        Argument::Named(named) => named,
        Argument::Literal(literal) => {
            return Err((literal.span(), wrong("expected a lint, as in `unhandled_action`")));
        }
        Argument::Wrong(span, text) => return Err((*span, text.clone())),
    };
    let (written, place) = (argument.name.to_string(), argument.name.span());
    let Some(lint) = Lint::named(&written) else {
        let names = Lint::ALL.map(Lint::name);
        let help = match suggest::closest(&written, &names) {
            Some(closest) => format!("did you mean `{closest}`?"),
            None => format!("there are {}", list(&names)),
        };
        return Err((place, wrong(&format!("unknown lint `{written}`")).help(help)));
    };
    let name = match &argument.given {
        Given::Nothing => None,
        Given::Value(Lit::Str(name)) => Some(name.clone()),
        _ => {
            let text = format!("expected one name in quotes: `{written} = \"…\"`");
            return Err((argument.place(), wrong(&text)));
        }
    };
    Ok(Entry { level, lint, place, name })
}

/// The levels that an attribute sets.
#[derive(Default)]
pub(crate) struct Levels(Vec<Entry>);

impl Levels {
    pub(crate) fn read(arguments: &mut Reader) -> Self {
        let mut entries = Vec::new();
        for (word, level) in WORDS {
            let form = format!("lints in brackets: `{word}(unhandled_action)`");
            entries.append(&mut arguments.lists(word, &form, &|argument| entry(argument, level)));
        }
        Self(entries)
    }

    /// Reports the lints that belong to another attribute: here they would do nothing.
    pub(crate) fn check(&self, own: &[Lint], errors: &mut Errors) {
        for entry in &self.0 {
            if own.contains(&entry.lint) {
                continue;
            }
            let (name, place) = (entry.lint.name(), entry.lint.attribute());
            let text = Text::new(catalogue::BAD_ARGUMENT, format!("the level of `{name}` is not set here"))
                .help(format!("write it in the {place}"));
            errors.say_at(entry.place, &text);
        }
    }

    /// The names that the levels of a lint are for.
    pub(super) fn names(&self, lint: Lint) -> Vec<&LitStr> {
        let mut names = Vec::new();
        for entry in &self.0 {
            if let Some(name) = &entry.name
                && entry.lint == lint
            {
                names.push(name);
            }
        }
        names
    }

    /// What is said of one name goes before what is said of all.
    pub(super) fn of(&self, lint: Lint, name: &str) -> Level {
        let level = self.last(lint, Some(name)).or(self.last(lint, None));
        level.unwrap_or(lint.usual_level())
    }

    /// What is said last of this name, or of all.
    fn last(&self, lint: Lint, name: Option<&str>) -> Option<Level> {
        let mut last = None;
        for entry in &self.0 {
            if entry.lint == lint && entry.name.as_ref().map(LitStr::value).as_deref() == name {
                last = Some(entry.level);
            }
        }
        last
    }

    /// How to be rid of the lint for a name: to allow it, unless it is for this very name that it is denied.
    pub(super) fn way_out(&self, lint: Lint, name: &str, allow: &str) -> String {
        match self.last(lint, Some(name)) {
            Some(Level::Deny) => "or no longer deny it".to_owned(),
            _ => format!("or say that it needs none: {allow}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    fn read(arguments: proc_macro2::TokenStream) -> (Levels, Errors) {
        let (mut reader, mut errors) = (Reader::of_tokens(arguments), Errors::new());
        let levels = Levels::read(&mut reader);
        reader.finish(&mut errors);
        (levels, errors)
    }

    fn count(errors: Errors) -> usize {
        errors.into_compile_errors().to_string().matches("compile_error").count()
    }

    #[test]
    fn one_name_goes_before_all_and_the_strictest_wins() {
        let (levels, errors) = read(quote!(
            deny(unhandled_action),
            allow(unhandled_action = "restart", unhandled_container),
            warn(unhandled_container)
        ));
        assert_eq!(count(errors), 0);
        assert_eq!(levels.of(Lint::UnhandledAction, "restart"), Level::Allow);
        assert_eq!(levels.of(Lint::UnhandledAction, "backup"), Level::Deny);
        assert_eq!(levels.of(Lint::UnhandledContainer, "web"), Level::Warn);
        assert_eq!(levels.of(Lint::UnhandledEndpoint, "db"), Level::Allow);
    }

    #[test]
    fn every_mistake_in_a_list_is_found() {
        let (levels, errors) =
            read(quote!(allow(unhandled_acton, "x", unhandled_action = 3, unhandled_action = "y")));
        assert_eq!(count(errors), 3);
        assert_eq!(levels.of(Lint::UnhandledAction, "y"), Level::Allow);
    }

    #[test]
    fn a_lint_belongs_to_one_attribute() {
        let (levels, mut errors) =
            read(quote!(allow(unused_option, unhandled_action, unused_parameter = "x")));
        levels.check(&[Lint::UnusedOption], &mut errors);
        assert_eq!(count(errors), 2);
    }
}
