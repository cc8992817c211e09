//! An example charm.
fn main() {}
