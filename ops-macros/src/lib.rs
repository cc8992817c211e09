//! The attribute macros of `charmed-ops`.
