//! Juju charms in Rust.
