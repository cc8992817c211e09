//! What the expansions of the macros name. No promise is kept for it: use what the crate's root offers.

pub use crate::__option_reader as option_reader;
pub use crate::action::{ActionParams, ParamError, Params, ParamsError};
#[cfg(all(unix, any(test, fuzzing)))]
pub use crate::backend::socket::fuzz;
pub use crate::charm::{
    ActionOutcome, BuildError, Call, Charm, CharmStruct, Component, ComponentStruct, ConfigResult,
    EventSource, Facts, FreshField, Handler, HandlerContext, HandlerResult, IntoSettings, IntoStatuses,
    Mount, Mounted, NoComponent, OnBadConfig, Outcome, Parts, UnsaidSettings, same_action, same_metadata,
    speaks,
};
pub use crate::checks::{has_metadata, reads_defaults, reads_examples, survives};
pub use crate::config::{ConfigError, ConfigValue, FromConfig, OptionError, Values, kind};
pub use crate::dispatch::main;
pub use crate::error::Error;
pub use crate::event::{
    Core, CustomEvent, Deferrable, Emitted, Event, EventSet, FromEvent, JujuEvent, RecordError, made,
};
pub use crate::known::{Of, Unknown, fits, holds, is_option, json, reads_key, writes_key};
#[cfg(feature = "migrate")]
pub use crate::migrate::{fuzz_pickle, taken_over};
pub use crate::state::{
    Conversion, OldState, StateError, StateLocation, StateText, Stored, StoredState, Unstored, migrated,
};
pub use serde;

/// The error of a field that could not be read; a method of `Result` could be another's in the charm's scope.
pub fn error_of<T, E>(read: &Result<T, E>) -> Option<&E> {
    read.as_ref().err()
}

/// The error of all options that are wrong, in the order of the fields; `None` if none is.
pub fn config_error<'a>(errors: impl IntoIterator<Item = Option<&'a OptionError>>) -> Option<ConfigError> {
    ConfigError::of(errors)
}

/// The error of all parameters that are wrong, in the order of the fields; `None` if none is.
pub fn params_error<'a>(errors: impl IntoIterator<Item = Option<&'a ParamError>>) -> Option<ParamsError> {
    ParamsError::of(errors)
}

/// A body that type checks, for what stands after a reported compile error. It never runs: the charm does not compile.
#[must_use]
#[expect(clippy::panic, reason = "there is no program in which it could run")]
pub fn absent<T>() -> T {
    panic!("this charm did not compile")
}
