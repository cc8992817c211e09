//! `cargo charm`.
fn main() {}
