//! Config options.

use crate::source::{Span, Spanned};
use crate::yaml::{Scalar, Value};

/// One config option.
#[derive(Clone, Debug)]
pub struct ConfigOption {
    /// Its name. Juju has no rule for it.
    pub name: Spanned<String>,
    /// Its type: a string unless the metadata says otherwise.
    pub kind: OptionType,
    /// Where the type is given.
    pub kind_span: Option<Span>,
    /// Its value where nobody set one, as Juju converts it to the type (`"80"` is an int for it). Nothing also for `null`.
    pub default: Option<Spanned<Scalar>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// The whole entry.
    pub span: Span,
}

impl ConfigOption {
    /// Whether it has a value where nobody set one. The empty URI of a secret is none.
    pub fn always_has_value(&self) -> bool {
        let is_value = |default: &Spanned<Scalar>| {
            self.kind != OptionType::Secret || default.value.value != Value::String(String::new())
        };
        self.default.as_ref().is_some_and(is_value)
    }
}

/// The type of a config option.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OptionType {
    /// `string`
    #[default]
    String,
    /// `int`: 64 bits.
    Int,
    /// `float`
    Float,
    /// `boolean`
    Boolean,
    /// `secret`: the URI of a secret.
    Secret,
}

impl OptionType {
    /// All of them.
    pub const ALL: &[OptionType] =
        &[OptionType::String, OptionType::Int, OptionType::Float, OptionType::Boolean, OptionType::Secret];

    /// The word in the metadata: `boolean`.
    pub fn as_str(self) -> &'static str {
        match self {
            OptionType::String => "string",
            OptionType::Int => "int",
            OptionType::Float => "float",
            OptionType::Boolean => "boolean",
            OptionType::Secret => "secret",
        }
    }
}
