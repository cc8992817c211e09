//! What is in a secret: values by their keys, held so that they are neither printed nor left in memory.

use std::fmt;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::databag::{self, DatabagError};
use crate::error::the_secret;
use crate::names::JujuVersion;
use crate::pairs::Pairs;

/// Up to Juju 3.5, in bytes: of one value, and of all together.
const OLD_LIMITS: (usize, usize) = (8 << 10, 64 << 10);
/// Since Juju 3.6, of all values together, in bytes of base64.
const LIMIT: usize = 1_000_000;

/// The content of a secret: texts by their keys. Cheap to clone.
///
/// Values are [`SecretString`]s: `Debug` does not show them, they are wiped when the last clone is dropped, and whoever
/// wants the text says so with [`ExposeSecret::expose_secret`]. Two contents can be compared.
///
/// A key is lower-case letters and digits, at least three of them, begins with a letter and may have single hyphens
/// inside (`core/secrets` in Juju's sources): `password`, `tls-ca`.
///
/// ```
/// use ops::prelude::*;
///
/// let content = SecretContent::new([("username", "admin"), ("password", "correct horse")])?;
/// assert_eq!(content.get("username").map(ExposeSecret::expose_secret), Some("admin"));
/// assert!(!format!("{content:?}").contains("correct horse"));
/// assert!(SecretContent::new([("pw", "two letters are too few for a key")]).is_err());
/// # Ok::<(), ops::Error>(())
/// ```
///
/// Neither it nor a value of it can be written into stored state, a databag or the results of an action: keep the secret's
/// [id](crate::SecretId), and read it where it is wanted.
///
/// ```compile_fail,E0277
/// use ops::prelude::*;
///
/// #[stored_state]
/// struct State {
///     password: SecretString,
/// }
/// ```
#[derive(Clone)]
pub struct SecretContent {
    values: Arc<Pairs<String, SecretString>>,
    /// Whose it is, as far as that is known: an id, or `with the label …`.
    secret: Option<Arc<str>>,
}

impl SecretContent {
    /// These values under these keys.
    ///
    /// # Errors
    /// A key is none that Juju takes, there is none, or the values are larger than any version of Juju takes.
    pub fn new<K: Into<String>, V: Into<SecretString>>(
        values: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Self, SecretContentError> {
        let mut pairs = Pairs::default();
        for (key, value) in values {
            pairs.insert(key.into(), value.into());
        }
        if pairs.is_empty() {
            return Err(SecretContentError::Empty);
        }
        let content = Self::received(pairs);
        if let Some(key) = content.keys().find(|key| !is_key(key)) {
            return Err(SecretContentError::Key(key.to_owned()));
        }
        let encoded = content.iter().map(|(_, value)| value.expose_secret().len().div_ceil(3) * 4).sum();
        if encoded > LIMIT {
            return Err(SecretContentError::TooLarge { key: None, bytes: encoded, limit: LIMIT });
        }
        Ok(content)
    }

    /// A struct as content: one field, one key. A string stands as it is, `None` is left out, anything else stands as JSON,
    /// as in a [databag](mod@crate::databag).
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// #[derive(serde::Serialize, serde::Deserialize)]
    /// #[serde(rename_all = "kebab-case")] // a key has no `_`
    /// struct Credentials {
    ///     username: String,
    ///     tls_ca: Option<String>,
    /// }
    ///
    /// let content = SecretContent::encode(&Credentials { username: "admin".into(), tls_ca: None })?;
    /// assert_eq!(content.keys().collect::<Vec<_>>(), ["username"]);
    /// # Ok::<(), ops::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`new`](Self::new), or it is no struct or map, or a field cannot be written as JSON.
    pub fn encode(value: &impl Serialize) -> Result<Self, SecretContentError> {
        let texts =
            databag::changes(value).map_err(|source| SecretContentError::Type { secret: None, source })?;
        Self::new(texts.into_iter().filter_map(|(key, text)| Some((key, text?))))
    }

    /// The content as a struct: what [`encode`](Self::encode) writes, this reads. A field can be a [`SecretString`].
    ///
    /// Keys that it has no field for are passed over.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Credentials {
    ///     username: String,
    ///     password: SecretString,
    /// }
    ///
    /// let content = SecretContent::new([("username", "admin"), ("password", "correct horse")])?;
    /// let credentials: Credentials = content.decode()?;
    /// assert_eq!(credentials.username, "admin");
    /// assert_eq!(credentials.password.expose_secret(), "correct horse");
    /// # Ok::<(), ops::Error>(())
    /// ```
    ///
    /// # Errors
    /// Names the secret, and the key whose value does not read as its field, or the field whose key is missing; never a value.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, SecretContentError> {
        let texts: Vec<_> = self.iter().map(|(key, value)| (key, value.expose_secret())).collect();
        databag::from_texts(&texts).map_err(|source| {
            let secret = self.secret.as_deref().map(str::to_owned);
            SecretContentError::Type { secret, source }
        })
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&SecretString> {
        self.values.get(key)
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(key, _)| key)
    }

    /// Keys and values, sorted by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SecretString)> {
        self.values.as_slice().iter().map(|(key, value)| (key.as_str(), value))
    }

    /// What Juju has sent, whatever the keys are: they were good enough for it.
    pub(crate) fn received(values: Pairs<String, SecretString>) -> Self {
        Self { values: Arc::new(values), secret: None }
    }

    /// The same, of this secret.
    pub(super) fn of(self, secret: &str) -> Self {
        Self { secret: Some(secret.into()), ..self }
    }

    /// Whether this version of Juju takes it. What is left to be known after [`new`](Self::new) is its size.
    pub(super) fn check_size(&self, juju: &JujuVersion) -> Result<(), SecretContentError> {
        if *juju >= JujuVersion::new(3, 6, 0) {
            return Ok(());
        }
        let (of_one, of_all) = OLD_LIMITS;
        let sizes = || self.iter().map(|(key, value)| (key, value.expose_secret().len()));
        if let Some((key, bytes)) = sizes().find(|(_, bytes)| *bytes > of_one) {
            return Err(SecretContentError::TooLarge { key: Some(key.to_owned()), bytes, limit: of_one });
        }
        match sizes().map(|(_, bytes)| bytes).sum() {
            bytes if bytes > of_all => Err(SecretContentError::TooLarge { key: None, bytes, limit: of_all }),
            _ => Ok(()),
        }
    }
}

/// Juju's own rule: `[a-z](-?[a-z0-9]){2,}`.
fn is_key(text: &str) -> bool {
    let letters = text.bytes().filter(|byte| *byte != b'-').count();
    letters >= 3
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('-')
        && !text.contains("--")
}

impl PartialEq for SecretContent {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |((key, value), (other_key, other)): ((&str, &SecretString), (&str, &SecretString))| {
            key == other_key && value.expose_secret() == other.expose_secret()
        };
        self.values.as_slice().len() == other.values.as_slice().len()
            && self.iter().zip(other.iter()).all(is_same)
    }
}

impl Eq for SecretContent {}

/// The keys; nothing of the values.
impl fmt::Debug for SecretContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.keys().map(|key| (key, format_args!("[REDACTED]")))).finish()
    }
}

/// Content that is none for Juju, or not what was asked for. It never holds a value.
///
/// ```
/// use ops::{SecretContent, SecretContentError};
///
/// let error = SecretContent::new([("pw", "hunter2")]).unwrap_err();
/// assert_eq!(error, SecretContentError::Key("pw".into()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretContentError {
    /// There is no value at all.
    Empty,
    /// A key that Juju does not take.
    Key(String),
    /// More bytes than Juju takes.
    TooLarge {
        /// The key of the value, where one alone is too large.
        key: Option<String>,
        /// How many they are; since Juju 3.6 in base64.
        bytes: usize,
        /// How many they may be.
        limit: usize,
    },
    /// It does not read as the type asked for, or a value cannot be written so.
    Type {
        /// Of which secret it is, where Juju has it: the id, or `with the label …`.
        secret: Option<String>,
        /// Which key, and why.
        source: DatabagError,
    },
}

impl fmt::Display for SecretContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a secret has at least one value"),
            Self::Key(key) => write!(
                f,
                "`{key}` is no key of a secret: lower-case letters and digits, at least three, the first a letter, with \
                 single hyphens inside"
            ),
            Self::TooLarge { key: Some(key), bytes, limit } => {
                write!(f, "the value of `{key}` is {bytes} bytes long; this version of Juju takes {limit}")
            }
            Self::TooLarge { key: None, bytes, limit } => {
                write!(f, "the values are {bytes} bytes together; this version of Juju takes {limit}")
            }
            Self::Type { secret, source } => {
                let secret = secret.as_deref().map_or("a secret".into(), the_secret);
                write!(f, "content of {secret}: {source}")
            }
        }
    }
}

impl std::error::Error for SecretContentError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_juju_s() {
        for good in ["abc", "a-bc", "a1b", "password", "tls-ca", "a-b-c", "a12"] {
            assert!(SecretContent::new([(good, "x")]).is_ok(), "{good}");
        }
        for bad in ["", "ab", "a-b", "1ab", "-abc", "abc-", "a--bc", "Abc", "a_bc", "a.bc", "abc#file", "äbc"]
        {
            let error = SecretContent::new([(bad, "hunter2")]).unwrap_err();
            assert_eq!(error, SecretContentError::Key(bad.into()));
            assert!(!error.to_string().contains("hunter2"));
        }
        assert_eq!(SecretContent::new([] as [(&str, &str); 0]).unwrap_err(), SecretContentError::Empty);
    }

    #[test]
    fn contents_compare_by_their_values() {
        let content = |values: &[(&str, &str)]| {
            SecretContent::new(values.iter().map(|(key, value)| ((*key).to_owned(), *value))).unwrap()
        };
        assert_eq!(content(&[("abc", "1"), ("def", "2")]), content(&[("def", "2"), ("abc", "1")]));
        for other in [&[("abc", "1")][..], &[("abc", "1"), ("def", "3")], &[("abc", "1"), ("deg", "2")]] {
            assert_ne!(content(&[("abc", "1"), ("def", "2")]), content(other));
        }
    }

    #[test]
    fn sizes_are_juju_s() {
        let of = |bytes: usize| "x".repeat(bytes);
        let (old, new) = (JujuVersion::new(3, 5, 9), JujuVersion::new(3, 6, 0));
        let largest = SecretContent::new((0..8).map(|n| (format!("key{n}"), of(8192)))).unwrap();
        assert_eq!(largest.check_size(&old), Ok(()));
        let one = SecretContent::new([("key", of(8193))]).unwrap();
        assert!(matches!(one.check_size(&old), Err(SecretContentError::TooLarge { key: Some(_), .. })));
        assert_eq!(one.check_size(&new), Ok(()));
        let many = SecretContent::new((0..9).map(|n| (format!("key{n}"), of(8192)))).unwrap();
        assert!(matches!(many.check_size(&old), Err(SecretContentError::TooLarge { key: None, .. })));
        assert!(SecretContent::new([("key", of(750_000))]).is_ok());
        assert!(SecretContent::new([("key", of(750_001))]).is_err());
    }

    #[test]
    fn a_value_that_does_not_read_is_not_shown() {
        let content = SecretContent::new([("port", "hunter2")]).unwrap();
        let error = content.decode::<std::collections::BTreeMap<String, u16>>().unwrap_err().to_string();
        assert!(error.contains("`port`") && !error.contains("hunter2"), "{error}");
    }
}
