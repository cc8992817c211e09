//! What the tokens of a field's type show. Most fields are plain: a `u16`, a `String`, an `Option` of one. Where that is surely
//! right, there is no question to the compiler, which would take its time over each.

use ops_metadata::{JsonTypes, OptionType};
use syn::{GenericArgument, PathArguments, Type};

/// A type by its usual name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bool,
    Integer {
        least: i128,
        most: i128,
    },
    Float,
    String,
    /// `SecretId`, which is the library's.
    Secret,
}

/// A plain type, or an `Option` of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plain {
    kind: Kind,
    is_option: bool,
}

impl Plain {
    /// What these tokens show, if it is one of the types that are known by them.
    pub(crate) fn of(ty: &Type) -> Option<Self> {
        let (name, arguments) = last_word(ty)?;
        let inner = match (name.as_str(), arguments) {
            ("Option", PathArguments::AngleBracketed(arguments)) => match arguments.args.first() {
                Some(GenericArgument::Type(inner)) => last_word(inner)?.0,
                _ => return None,
            },
            _ => name.clone(),
        };
        Some(Self { kind: kind(&inner)?, is_option: name == "Option" })
    }

    pub(crate) fn is_option(self) -> bool {
        self.is_option
    }

    /// Whether it holds an option of this type.
    pub(crate) fn holds_option(self, option: OptionType) -> bool {
        match option {
            OptionType::String => self.kind == Kind::String,
            OptionType::Int => matches!(self.kind, Kind::Integer { .. }),
            OptionType::Float => self.kind == Kind::Float,
            OptionType::Boolean => self.kind == Kind::Bool,
            OptionType::Secret => self.kind == Kind::Secret,
        }
    }

    /// Whether it holds these JSON types and no others.
    pub(crate) fn is(self, types: JsonTypes) -> bool {
        let own = match self.kind {
            Kind::Bool => JsonTypes::BOOLEAN,
            Kind::Integer { .. } => JsonTypes::INTEGER,
            Kind::Float => JsonTypes::NUMBER,
            Kind::String => JsonTypes::STRING,
            Kind::Secret => return false,
        };
        types == own
    }

    /// Whether it holds this integer, if it holds integers alone.
    pub(crate) fn fits(self, integer: i128) -> bool {
        match self.kind {
            Kind::Integer { least, most } => (least..=most).contains(&integer),
            _ => true,
        }
    }
}

/// The name of a type that is one word, and what stands in its angle brackets.
fn last_word(ty: &Type) -> Option<(String, &PathArguments)> {
    let Type::Path(path) = ty else { return None };
    let only =
        path.path.segments.first().filter(|_| path.qself.is_none() && path.path.segments.len() == 1)?;
    path.path.leading_colon.is_none().then(|| (only.ident.to_string(), &only.arguments))
}

fn kind(name: &str) -> Option<Kind> {
    macro_rules! integers {
        ($($int:ident)*) => {
            match name {
                "bool" => Kind::Bool,
                "f32" | "f64" => Kind::Float,
                "String" => Kind::String,
                "SecretId" => Kind::Secret,
                $(stringify!($int) => Kind::Integer { least: $int::MIN.into(), most: $int::MAX.into() },)*
                _ => return None,
            }
        };
    }
    Some(integers!(i8 i16 i32 i64 u8 u16 u32 u64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn only_usual_names_are_plain() {
        let plain = Plain::of(&parse_quote!(u16)).unwrap();
        assert!(plain.fits(65_535) && !plain.fits(65_536) && !plain.fits(-1) && !plain.is_option());
        assert!(plain.holds_option(OptionType::Int) && !plain.holds_option(OptionType::String));
        let plain = Plain::of(&parse_quote!(Option<String>)).unwrap();
        assert!(plain.is_option() && plain.is(JsonTypes::STRING) && !plain.is(JsonTypes::INTEGER));
        for other in [
            parse_quote!(Port),
            parse_quote!(Option<Port>),
            parse_quote!(Option<Option<u16>>),
            parse_quote!(my::u16),
            parse_quote!(NonZero<u16>),
            parse_quote!(&'static str),
            parse_quote!(<T as Trait>::String),
        ] {
            assert_eq!(Plain::of(&other), None);
        }
    }
}
