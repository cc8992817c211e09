//! What the interface asks of either side, for the tests of a charm: a line each.
//!
//! ```
//! # use ops::prelude::*;
//! # use postgresql_client::{DatabaseRequest, DatabaseRequirer};
//! # #[charm(metadata = "../../../examples/postgresql-requirer")]
//! # struct WebApp {
//! #     #[component(endpoint = "database", settings = |_| DatabaseRequest::new("web"))]
//! #     database: DatabaseRequirer,
//! # }
//! # #[charm(metadata = "../../../examples/postgresql-requirer")]
//! # impl WebApp {}
//! // In a charm this is the body of a `#[test]`.
//! fn main() {
//!     postgresql_client::testing::requirer().run::<WebApp>(WebApp::ENDPOINTS.database);
//! }
//! ```

mod provider;
mod requirer;

use ops::testing::InterfaceCases;

/// What a requirer must do: ask, and take note of the answer.
#[must_use]
pub fn requirer() -> InterfaceCases {
    InterfaceCases::new("requirer of postgresql_client", &requirer::CASES)
}

/// What a provider must do: answer who asks, in secrets that only that application may read. A charm that answers only in a
/// certain state is given that by [`InterfaceCases::from_state`].
#[must_use]
pub fn provider() -> InterfaceCases {
    InterfaceCases::new("provider of postgresql_client", &provider::CASES)
}

/// Each of these keys has this value in a databag.
fn has(bag: &ops::testing::Bag, key: &str, value: &str) -> Result<(), String> {
    match bag.get(key) {
        Some(is) if is == value => Ok(()),
        is => Err(format!("`{key}` is {is:?}, and should be {value:?}")),
    }
}

/// A databag with these keys, which all say something, and none of these values.
fn says(bag: &ops::testing::Bag, keys: &[&str]) -> Result<(), String> {
    let missing: Vec<_> = keys.iter().filter(|key| bag.get(**key).is_none_or(String::is_empty)).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("{missing:?} should be in the databag {bag:?}")) }
}

/// Nothing is in the application's databag.
fn says_nothing(bag: &ops::testing::Bag) -> Result<(), String> {
    if bag.is_empty() {
        Ok(())
    } else {
        Err(format!("nothing should be in the databag, and there is {bag:?}"))
    }
}

/// A list of texts, as JSON.
fn list(bag: &ops::testing::Bag, key: &str) -> Result<Vec<String>, String> {
    let text = bag.get(key).ok_or_else(|| format!("`{key}` should be in the databag {bag:?}"))?;
    serde_json::from_str(text).map_err(|error| format!("`{key}` is no JSON list of texts: {error}"))
}
