//! Secrets: read by whoever may, managed by their owner. Content never is where others can see it.

mod cache;
mod content;
mod held;
mod info;
mod metadata;
mod owned;
mod read;

pub(crate) use cache::Secrets;
pub use content::{SecretContent, SecretContentError};
pub(crate) use info::Told;
pub use info::{SecretAccess, SecretInfo, SecretOwner};
pub use metadata::{Expiry, RotatePolicy, SecretMetadata};
pub use owned::OwnedSecret;
pub use read::Secret;

#[cfg(test)]
mod tests;

/// The examples of the guide are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/secrets.md")]
struct Guide;
