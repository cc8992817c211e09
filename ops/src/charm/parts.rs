//! What a charm is built of.

use std::fmt;

use crate::config::{ConfigError, FromConfig, Values};
use crate::context::Context;
use crate::error::{Error, ModelError};
use crate::names::Endpoint;
use crate::state::{self, StateError, StoredState};

use super::component::{Component, ComponentStruct, IntoSettings, States, UnsaidSettings};

/// What a charm is built of, read when asked for.
pub struct Parts<'a> {
    cx: &'a Context,
    state: Option<&'a str>,
    /// What the components have stored, by their paths.
    states: &'a States,
    /// The component that is built; empty is the charm.
    path: &'a str,
    endpoint: &'static str,
}

/// Why a charm cannot be built.
#[derive(Debug)]
pub enum BuildError {
    /// Options have values that cannot be used.
    Config(ConfigError),
    /// The stored state does not read.
    State(StateError),
    /// The configuration could not be asked for.
    Model(ModelError),
    /// What a component was to be told could not be made.
    Settings(Error),
}

impl<'a> Parts<'a> {
    pub(crate) fn new(cx: &'a Context, state: Option<&'a str>, states: &'a States) -> Self {
        Self { cx, state, states, path: "", endpoint: "" }
    }

    /// A component, at this endpoint, or at the same as what is built now.
    ///
    /// # Errors
    /// Its stored state does not read, or a hook tool failed.
    pub fn component<T: Component>(
        &self,
        name: &'static str,
        endpoint: Option<&'static str>,
    ) -> Result<T, BuildError>
    where
        T::Settings: UnsaidSettings,
    {
        self.component_of(name, endpoint, T::Settings::unsaid())
    }

    /// The same of a component that is told its settings.
    ///
    /// # Errors
    /// As [`component`](Self::component), or there are no settings.
    pub fn component_with<T, S, R>(
        &self,
        name: &'static str,
        endpoint: Option<&'static str>,
        settings: impl FnOnce(&Context) -> R,
    ) -> Result<T, BuildError>
    where
        T: Component + ComponentStruct<Settings = S>,
        R: IntoSettings<S>,
    {
        let settings = settings(self.cx).into_settings().map_err(BuildError::Settings)?;
        self.component_of(name, endpoint, settings)
    }

    fn component_of<T: ComponentStruct>(
        &self,
        name: &'static str,
        endpoint: Option<&'static str>,
        settings: T::Settings,
    ) -> Result<T, BuildError> {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        let state = self.states.get(&path);
        let endpoint = endpoint.unwrap_or(self.endpoint);
        T::build(&Parts { cx: self.cx, state, states: self.states, path: &path, endpoint }, settings)
    }

    /// The endpoint of the component that is built.
    #[must_use]
    pub fn endpoint<R>(&self) -> Endpoint<R> {
        Endpoint::new(self.endpoint)
    }

    /// The configuration; that it does not read is an error.
    ///
    /// # Errors
    /// It does not read, or `config-get` failed.
    pub fn config<C: FromConfig>(&self) -> Result<C, BuildError> {
        self.config_result::<Result<C, ConfigError>>()?.map_err(BuildError::Config)
    }

    /// The configuration, or why it does not read: for a charm that handles that itself.
    ///
    /// # Errors
    /// `config-get` failed.
    pub fn config_result<F: ConfigResult>(&self) -> Result<F, BuildError> {
        let values = self.cx.config().map_err(BuildError::Model)?;
        Ok(F::from_config(&values))
    }

    /// The stored state; if nothing was stored yet, what the charm in Python left, or the initial one.
    ///
    /// # Errors
    /// What is stored does not read as this type.
    pub fn stored_state<S: StoredState>(&self) -> Result<S, BuildError> {
        let state = match self.state {
            Some(text) => state::read(text),
            None => state::first(self.cx),
        };
        state.map_err(|error| BuildError::State(error.of(self.path)))
    }

    /// A field that is neither.
    #[must_use]
    pub fn fresh<F: FreshField>(&self) -> F {
        F::fresh()
    }
}

/// What holds the configuration, or why it does not read.
#[diagnostic::on_unimplemented(
    message = "[OPS0305] a field with `#[config(on_error = \"handle\")]` cannot be a `{Self}`",
    label = "cannot hold why the config does not read",
    note = "it is a `Result<Config, ConfigError>`, where `Config` is the struct with `#[config]`"
)]
pub trait ConfigResult: Sized {
    /// Reads every field.
    fn from_config(values: &Values) -> Self;
}

impl<C: FromConfig> ConfigResult for Result<C, ConfigError> {
    fn from_config(values: &Values) -> Self {
        C::from_config(values)
    }
}

/// A field that is neither config nor stored state.
#[diagnostic::on_unimplemented(
    message = "[OPS0308] this field of the charm has neither `#[config]` nor `#[stored_state]`, and `{Self}` has no `Default`",
    label = "nothing to fill it with",
    note = "write `#[config]` above the field if it is the charm's config, `#[stored_state]` if it is to survive the event",
    note = "any other field is made anew for each event: derive or implement `Default` for `{Self}` if that is what you want"
)]
pub trait FreshField: Sized {
    /// What it is at the start of each event.
    fn fresh() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> FreshField for T {
    fn fresh() -> Self {
        Self::default()
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::State(error) => error.fmt(f),
            Self::Model(error) => error.fmt(f),
            Self::Settings(error) => write!(f, "the settings of a component: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}
