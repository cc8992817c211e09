//! The items that our attributes stand on, read as far as the checks need it.
//!
//! `syn` has all of Rust's items, expressions and patterns behind its feature `full`. A person whose crates derive traits has
//! built it without, so what is needed of them here is ours.

mod heading;
mod signature;
mod structure;

pub(crate) use heading::{Heading, Keyword};
pub(crate) use signature::{Argument, Signature};
pub(crate) use structure::{ItemStruct, parse_struct};
