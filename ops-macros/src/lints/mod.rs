//! Lints: what is no mistake, and may be forgotten. A person can allow, deny or forbid each, for one name or for all, in the
//! attribute that it is about: `#[charm(allow(unhandled_action = "pre-upgrade-check"))]`.

mod levels;
mod unhandled;
mod unused;

use ops_metadata::render::Text;
use ops_metadata::{Code, catalogue};
use proc_macro2::Span;
use syn::Attribute;

use crate::errors::Errors;
use crate::metadata::Charm;
use levels::Level;

pub(crate) use levels::Levels;
pub(crate) use unhandled::{Handled, sees, unhandled};
pub(crate) use unused::{unused_options, unused_parameters};

/// What may be forgotten: a thing of the metadata that the code has nothing for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lint {
    /// An action has no handler.
    UnhandledAction,
    /// A container has no handler.
    UnhandledContainer,
    /// An endpoint has no handler.
    UnhandledEndpoint,
    /// A config option has no field.
    UnusedOption,
    /// A parameter of an action has no field.
    UnusedParameter,
}

impl Lint {
    /// All of them.
    const ALL: [Self; 5] = [
        Self::UnhandledAction,
        Self::UnhandledContainer,
        Self::UnhandledEndpoint,
        Self::UnusedOption,
        Self::UnusedParameter,
    ];

    /// Those about handlers.
    pub(crate) const UNHANDLED: [Self; 3] =
        [Self::UnhandledAction, Self::UnhandledContainer, Self::UnhandledEndpoint];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lint| lint.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::UnhandledAction => "unhandled_action",
            Self::UnhandledContainer => "unhandled_container",
            Self::UnhandledEndpoint => "unhandled_endpoint",
            Self::UnusedOption => "unused_option",
            Self::UnusedParameter => "unused_parameter",
        }
    }

    fn code(self) -> Code {
        match self {
            Self::UnhandledAction => catalogue::UNHANDLED_ACTION,
            Self::UnhandledContainer => catalogue::UNHANDLED_CONTAINER,
            Self::UnhandledEndpoint => catalogue::UNHANDLED_ENDPOINT,
            Self::UnusedOption => catalogue::UNUSED_OPTION,
            Self::UnusedParameter => catalogue::UNUSED_PARAMETER,
        }
    }

    /// Of real charms' actions most have a handler of the charm's own; of their containers half, of their endpoints a
    /// quarter: libraries see to the rest. An option or a parameter that nothing reads is a promise not kept.
    fn usual_level(self) -> Level {
        match self {
            Self::UnhandledAction | Self::UnusedOption | Self::UnusedParameter => Level::Warn,
            Self::UnhandledContainer | Self::UnhandledEndpoint => Level::Allow,
        }
    }

    /// The attribute that sets its level.
    fn attribute(self) -> &'static str {
        match self {
            Self::UnhandledAction | Self::UnhandledContainer | Self::UnhandledEndpoint => {
                "`#[charm]` above the `impl` block"
            }
            Self::UnusedOption => "`#[config]` above the struct with the options",
            Self::UnusedParameter => "`#[action]` above the struct with the parameters",
        }
    }
}

/// Where a lint is reported: a name of the code's, and the attributes around it, which may silence it.
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    pub(crate) attributes: &'a [Attribute],
}

/// Says it as loud as the person wants it.
fn report(charm: &Charm, lint: Lint, level: Level, text: &Text, place: &Place<'_>, errors: &mut Errors) {
    match level {
        Level::Allow => {}
        Level::Warn => {
            let text = text.render(&charm.reading.sources);
            errors.warn(place.attributes, place.span, lint.code(), &text);
        }
        Level::Deny => errors.say_of(charm, place.span, text),
    }
}
