//! The metadata of a Juju charm.
