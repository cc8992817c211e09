//! What the macros make of a charm: how it is built, and its table of handlers. Dispatch knows a charm by this alone.

mod call;
mod component;
mod facts;
mod parts;
mod returns;

pub use call::{Call, Outcome};
pub use component::{
    Component, ComponentStruct, EventSource, IntoSettings, Mount, Mounted, NoComponent, UnsaidSettings,
    speaks,
};
pub(crate) use component::{Route, States};
pub use facts::{Facts, HandlerContext, same_action, same_metadata};
pub use parts::{BuildError, ConfigResult, FreshField, Parts};
pub use returns::{ActionOutcome, HandlerResult, IntoStatuses};

use crate::environment::custom_name;
use crate::state::{StateError, StateLocation, StateText};

/// From `#[charm]` on the struct.
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` has handlers, but no `#[charm]` on its struct",
    label = "its struct is no charm",
    note = "write `#[charm]` above `struct {Self}` too: there it reads the metadata and fills the fields"
)]
pub trait CharmStruct: Sized + 'static {
    /// The charm's name.
    const NAME: &'static str;
    /// The folder of its metadata, from the package's own.
    const METADATA: &'static str = "";
    /// Every event that Juju can send to this charm: names of hooks, and `action:NAME`. None at all where that is not known,
    /// since an extension of charmcraft adds to the metadata when it packs.
    const EVENTS: &'static [&'static str];
    /// Where its state lives.
    const STATE: StateLocation;
    /// Whether it has a field `#[stored_state]`.
    const HAS_STORED_STATE: bool;
    /// What becomes of a configuration that does not read.
    const ON_BAD_CONFIG: OnBadConfig;
    /// Its components.
    const MOUNTS: &'static [Mount<Self>] = &[];

    /// Builds it, reading what its fields need and no more.
    ///
    /// # Errors
    /// The configuration or the stored state does not read, or a hook tool failed.
    fn build(parts: &Parts<'_>) -> Result<Self, BuildError>;

    /// Writes its stored state over what was stored, which stays if it has none.
    ///
    /// # Errors
    /// The state cannot be written as JSON.
    fn write_state(&self, _text: &mut StateText) -> Result<(), StateError> {
        Ok(())
    }
}

/// From `#[charm]` on the `impl`.
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` is not a charm: it has no handlers",
    label = "no `#[charm] impl`",
    note = "write `#[charm]` above the struct and above the `impl` block with its handlers"
)]
pub trait Charm: CharmStruct {
    /// Its handlers, at most one an event.
    const HANDLERS: &'static [Handler<Self>];
}

/// What becomes of a configuration that does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnBadConfig {
    /// The unit is blocked, with the option's name and the reason; nothing runs, and the hook succeeds.
    Block,
    /// The hook fails.
    Fail,
}

/// The handler of an event.
#[derive(Debug)]
pub struct Handler<C> {
    pub(crate) hook: &'static str,
    /// Whether it is for an event of the charm's own, of which `hook` is the name.
    is_custom: bool,
    /// The component that emits it; empty is the charm itself.
    emitter: &'static str,
    pub(crate) may_defer: bool,
    pub(crate) run: fn(&mut C, &Call<'_>) -> Outcome,
}

impl<C> Handler<C> {
    /// The handler of the event of this name: a hook, `action:NAME`, `collect-unit-status` or `collect-app-status`.
    pub const fn new(hook: &'static str, run: fn(&mut C, &Call<'_>) -> Outcome) -> Self {
        Self { hook, is_custom: false, emitter: "", may_defer: false, run }
    }

    /// The handler of an event of the charm's own.
    pub const fn custom(event: &'static str, run: fn(&mut C, &Call<'_>) -> Outcome) -> Self {
        Self::emitted("", event, run)
    }

    /// The handler of an event that the component in this field emits.
    pub const fn emitted(
        emitter: &'static str,
        event: &'static str,
        run: fn(&mut C, &Call<'_>) -> Outcome,
    ) -> Self {
        Self { hook: event, is_custom: true, emitter, may_defer: false, run }
    }

    /// The same, able to defer its event: then the deferred events are read at the start.
    #[must_use]
    pub const fn may_defer(self) -> Self {
        Self { may_defer: true, ..self }
    }

    /// Whether it is the handler of the event of this hook.
    pub(crate) fn is_for(&self, hook: &str) -> bool {
        match custom_name(hook) {
            Some(name) => self.is_custom(name),
            None => self.is_hook(hook),
        }
    }

    /// Whether it is for this hook, or for the status of this name.
    pub(crate) fn is_hook(&self, hook: &str) -> bool {
        !self.is_custom && self.hook == hook
    }

    /// Whether it is for the event `Name`, or for `component.Name`.
    pub(crate) fn is_custom(&self, name: &str) -> bool {
        let (emitter, name) = name.rsplit_once('.').unwrap_or(("", name));
        self.is_custom && self.emitter == emitter && self.hook == name
    }
}
