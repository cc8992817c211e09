//! Which types can hold which options.

use std::fmt::Display;
use std::num::NonZero;
use std::str::FromStr;

use super::{ConfigValue, Value, kind};
use crate::names::{NameError, SecretId};

/// What kind of value this is, without saying which: it may be a password.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}

fn integer(value: &Value) -> Result<i128, String> {
    let number = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    number.ok_or_else(|| format!("an integer is needed, not {}", found(value)))
}

macro_rules! integers {
    ($($int:ident)*) => {$(
        impl ConfigValue<kind::Int> for $int {
            fn from_value(value: &Value) -> Result<Self, String> {
                let number = integer(value)?;
                Self::try_from(number).map_err(|_| {
                    let (least, most) = (Self::MIN, Self::MAX);
                    format!("{number} is out of range ({least} to {most})")
                })
            }
        }

        impl ConfigValue<kind::Int> for NonZero<$int> {
            fn from_value(value: &Value) -> Result<Self, String> {
                let number = <$int as ConfigValue<kind::Int>>::from_value(value)?;
                Self::new(number).ok_or_else(|| "it must not be 0".to_owned())
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl ConfigValue<kind::Float> for f64 {
    fn from_value(value: &Value) -> Result<Self, String> {
        value.as_f64().ok_or_else(|| format!("a number is needed, not {}", found(value)))
    }
}

impl ConfigValue<kind::Float> for f32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what is lost is precision, and the type asked for less"
    )]
    fn from_value(value: &Value) -> Result<Self, String> {
        let number = <f64 as ConfigValue<kind::Float>>::from_value(value)?;
        Ok(number as Self)
    }
}

impl ConfigValue<kind::Boolean> for bool {
    fn from_value(value: &Value) -> Result<Self, String> {
        value.as_bool().ok_or_else(|| format!("true or false is needed, not {}", found(value)))
    }
}

#[diagnostic::do_not_recommend]
impl<T> ConfigValue<kind::String> for T
where
    T: FromStr,
    T::Err: Display,
{
    fn from_value(value: &Value) -> Result<Self, String> {
        let text = value.as_str().ok_or_else(|| format!("a string is needed, not {}", found(value)))?;
        text.parse().map_err(|error: T::Err| error.to_string())
    }
}

impl ConfigValue<kind::Secret> for SecretId {
    fn from_value(value: &Value) -> Result<Self, String> {
        let text = value.as_str().ok_or_else(|| format!("a secret is needed, not {}", found(value)))?;
        text.parse().map_err(|error: NameError| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read<K, T: ConfigValue<K>>(value: impl Into<Value>) -> Result<T, String> {
        T::from_value(&value.into())
    }

    #[test]
    fn an_integer_out_of_range_says_what_would_fit() {
        assert_eq!(read::<kind::Int, u16>(json!(80)), Ok(80));
        let error = read::<kind::Int, u16>(json!(70000)).unwrap_err();
        assert_eq!(error, "70000 is out of range (0 to 65535)");
        assert_eq!(read::<kind::Int, i8>(json!(-129)).unwrap_err(), "-129 is out of range (-128 to 127)");
        assert_eq!(read::<kind::Int, u64>(json!(u64::MAX)), Ok(u64::MAX));
        assert_eq!(read::<kind::Int, NonZero<u16>>(json!(0)).unwrap_err(), "it must not be 0");
    }

    #[test]
    fn a_value_of_another_type_is_not_repeated() {
        let error = read::<kind::Int, u16>(json!("hunter2")).unwrap_err();
        assert_eq!(error, "an integer is needed, not a string");
        let error = read::<kind::Secret, SecretId>(json!("Hunter 2")).unwrap_err();
        assert!(!error.contains("Hunter"), "{error}");
    }

    #[test]
    fn a_text_is_anything_that_parses() {
        assert_eq!(read::<kind::String, String>(json!("x")), Ok("x".to_owned()));
        assert_eq!(read::<kind::String, std::net::Ipv4Addr>(json!("10.0.0.1")), Ok([10, 0, 0, 1].into()));
        assert_eq!(
            read::<kind::String, bool>(json!("maybe")).unwrap_err(),
            "provided string was not `true` or `false`"
        );
    }

    #[test]
    fn floats_and_booleans() {
        assert_eq!(read::<kind::Float, f64>(json!(1)), Ok(1.0));
        assert_eq!(read::<kind::Float, f32>(json!(0.5)), Ok(0.5));
        assert_eq!(read::<kind::Boolean, bool>(json!(true)), Ok(true));
        assert_eq!(
            read::<kind::Boolean, bool>(json!("true")).unwrap_err(),
            "true or false is needed, not a string"
        );
    }
}
