//! Components: parts of a charm with an endpoint, state, events and handlers of their own, as `#[component]` makes them. A charm
//! and a component hold others in the same way: as a [`Mount`].

use super::{BuildError, Call, Handler, Outcome, Parts};
use crate::environment::custom_name;
use crate::error::Error;
use crate::event::CustomEvent;
use crate::state::{StateError, StateText};

/// From `#[component]` on the struct.
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` is no component",
    label = "its struct has no `#[component]`",
    note = "write `#[component(interface = \"…\", role = …)]` above `struct {Self}`, and `#[component]` above its `impl` block"
)]
pub trait ComponentStruct: Sized + 'static {
    /// The interface that it speaks, and which side.
    const INTERFACE: &'static str;
    /// `requires`, `provides` or `peers`.
    const ROLE: &'static str;
    /// Whether it has a field `#[stored_state]`.
    const HAS_STORED_STATE: bool = false;
    /// The components that it has itself.
    const MOUNTS: &'static [Mount<Self>] = &[];
    /// The events that it emits, a field each.
    type Events;
    /// They themselves.
    const EVENTS: Self::Events;
    /// What whoever has it tells it: the type of its field `#[settings]`, `()` where it has none.
    type Settings;

    /// Builds it, reading what its fields need and no more.
    ///
    /// # Errors
    /// Its stored state does not read, or a hook tool failed.
    fn build(parts: &Parts<'_>, settings: Self::Settings) -> Result<Self, BuildError>;

    /// Writes its stored state, if it has any.
    ///
    /// # Errors
    /// The state cannot be written as JSON.
    fn write_state(&self, _text: &mut StateText) -> Result<(), StateError> {
        Ok(())
    }
}

/// From `#[component]` on the `impl`.
#[diagnostic::on_unimplemented(
    message = "[OPS0307] `{Self}` is no component",
    label = "`#[component]` is missing, on its struct or on its `impl` block",
    note = "write `#[component(interface = \"…\", role = …)]` above `struct {Self}`, and `#[component]` above its `impl` block"
)]
pub trait Component: ComponentStruct {
    /// Its handlers. Hooks of its endpoint stand without the endpoint: `relation-changed`.
    const HANDLERS: &'static [Handler<Self>];
}

/// Settings that need not be said.
#[diagnostic::on_unimplemented(
    message = "[OPS0304] this component has to be told its settings, a `{Self}`",
    label = "no settings",
    note = "write `#[component(…, settings = …)]`: the value, or a closure that is given `&Context` and returns it or an `ops::Result` of it"
)]
pub trait UnsaidSettings: Sized {
    /// What they are then.
    fn unsaid() -> Self;
}

#[diagnostic::do_not_recommend]
impl<S: Default> UnsaidSettings for S {
    fn unsaid() -> Self {
        Self::default()
    }
}

/// What `settings = …` may give for settings of the type `S`.
#[diagnostic::on_unimplemented(
    message = "[OPS0304] the settings of this component are a `{S}`, and this is a `{Self}`",
    label = "not its settings",
    note = "`settings = …` is a `{S}`, or a closure that is given `&Context` and returns it or an `ops::Result` of it"
)]
pub trait IntoSettings<S> {
    /// The settings, or why there are none.
    ///
    /// # Errors
    /// What the closure returned as such.
    fn into_settings(self) -> Result<S, Error>;
}

#[diagnostic::do_not_recommend]
impl<S> IntoSettings<S> for S {
    fn into_settings(self) -> Result<S, Error> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<S, E: Into<Error>> IntoSettings<S> for Result<S, E> {
    fn into_settings(self) -> Result<S, Error> {
        self.map_err(Into::into)
    }
}

/// An event that a component emits: `database.created`.
#[derive(Debug)]
pub struct EventSource<E>(std::marker::PhantomData<fn() -> E>);

impl<E: CustomEvent> EventSource<E> {
    /// The one of this type.
    #[expect(clippy::new_without_default, reason = "it is a constant")]
    #[must_use]
    pub const fn new() -> Self {
        Self(std::marker::PhantomData)
    }

    /// The name of the event's type.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        E::NAME
    }
}

/// What the field of a component is to the charm that has it, where `T` is a component; where it is none, it is what [`NoComponent`] says:
/// that it is none is said where the field is built, once.
#[derive(Debug)]
pub struct Mounted<T>(std::marker::PhantomData<fn() -> T>);

impl<T> Mounted<T> {
    /// The one of this type.
    #[expect(clippy::new_without_default, reason = "it is a constant")]
    #[must_use]
    pub const fn new() -> Self {
        Self(std::marker::PhantomData)
    }
}

impl<T: ComponentStruct> Mounted<T> {
    /// The events that it emits.
    #[must_use]
    pub const fn events(&self) -> T::Events {
        T::EVENTS
    }
}

impl<T: Component> Mounted<T> {
    /// Its interface, and which side.
    pub const SIDE: Option<(&'static str, &'static str)> = Some((T::INTERFACE, T::ROLE));
    /// What it does.
    pub const WAYS: Ways<T> =
        Ways { keeps: keeps::<T>(), routes: routes::<T>, run: run::<T>, save: save::<T> };
}

/// The same of what is no component.
pub trait NoComponent {
    /// What there is instead.
    type Of;
    /// None that could be another's.
    const SIDE: Option<(&'static str, &'static str)> = None;
    /// Nothing.
    const WAYS: Ways<Self::Of> =
        Ways { keeps: false, routes: |_, _, _| {}, run: |_, _, _, _| Outcome::Done, save: |_, _, _| Ok(()) };
}

impl<T> NoComponent for Mounted<T> {
    type Of = T;
}

/// What a component does in its place.
#[derive(Debug)]
pub struct Ways<T> {
    /// Whether it has state, or may defer: then what is stored is read at the start.
    keeps: bool,
    routes: fn(&Place<'_>, &str, &mut Vec<Route>),
    /// Runs the handler of the component that the path leads to, from this one.
    pub run: fn(&mut T, &Place<'_>, &str, &Call<'_>) -> Outcome,
    /// Adds its state, and those of the components that it has.
    pub save: fn(&T, &str, &mut States) -> Result<(), StateError>,
}

/// A component in its place: a field of a charm or of another component.
#[derive(Debug)]
pub struct Mount<C: 'static> {
    /// The field's name.
    pub(crate) name: &'static str,
    /// The endpoint; `None` is that of the component around it.
    pub(crate) endpoint: Option<&'static str>,
    /// Whether it has state, or may defer: then what is stored is read at the start.
    pub(crate) keeps: bool,
    routes: fn(&Place<'_>, &str, &mut Vec<Route>),
    run: fn(&mut C, &Place<'_>, &str, &Call<'_>) -> Outcome,
    save: fn(&C, &str, &mut States) -> Result<(), StateError>,
}

/// Stored states by the paths of the components.
pub(crate) use crate::texts::Texts as States;

/// Where a component is: `database`, or `outer.inner`, and the endpoint that it sees to.
#[derive(Debug)]
pub struct Place<'a> {
    path: &'a str,
    endpoint: &'static str,
}

/// A handler of a component for an event.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    /// The component's path.
    pub(crate) path: String,
    pub(crate) may_defer: bool,
}

impl<C: 'static> Mount<C> {
    /// A component that does this. The two functions reach it, and do the like.
    pub const fn new<T>(
        name: &'static str,
        endpoint: Option<&'static str>,
        ways: &Ways<T>,
        run: fn(&mut C, &Place<'_>, &str, &Call<'_>) -> Outcome,
        save: fn(&C, &str, &mut States) -> Result<(), StateError>,
    ) -> Self {
        Self { name, endpoint, keeps: ways.keeps, routes: ways.routes, run, save }
    }

    /// Its handlers, and those of its own components, for the event of this hook: the innermost first.
    pub(crate) fn find(&self, hook: &str) -> Vec<Route> {
        let mut found = Vec::new();
        (self.routes)(
            &Place { path: self.name, endpoint: self.endpoint.unwrap_or_default() },
            hook,
            &mut found,
        );
        found
    }

    /// Whether a path leads into it.
    pub(crate) fn leads(&self, path: &str) -> bool {
        path.strip_prefix(self.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Runs the handler of the component at `path`.
    pub(crate) fn run(&self, of: &mut C, path: &str, call: &Call<'_>) -> Outcome {
        let rest = path.get(self.name.len()..).unwrap_or_default().trim_start_matches('.');
        (self.run)(of, &Place { path: self.name, endpoint: self.endpoint.unwrap_or_default() }, rest, call)
    }

    /// Adds its state and those of its own components.
    pub(crate) fn save(&self, of: &C, states: &mut States) -> Result<(), StateError> {
        (self.save)(of, self.name, states)
    }
}

const fn keeps<T: Component>() -> bool {
    let mut handlers = T::HANDLERS;
    while let [first, rest @ ..] = handlers {
        if first.may_defer {
            return true;
        }
        handlers = rest;
    }
    let mut mounts = T::MOUNTS;
    while let [first, rest @ ..] = mounts {
        if first.keeps {
            return true;
        }
        mounts = rest;
    }
    T::HAS_STORED_STATE
}

fn join(path: &str, name: &str) -> String {
    format!("{path}.{name}")
}

fn routes<T: Component>(place: &Place<'_>, hook: &str, found: &mut Vec<Route>) {
    for mount in T::MOUNTS {
        let path = join(place.path, mount.name);
        let inner = Place { path: &path, endpoint: mount.endpoint.unwrap_or(place.endpoint) };
        (mount.routes)(&inner, hook, found);
    }
    if let Some(handler) = handler::<T>(place, hook) {
        found.push(Route { path: place.path.to_owned(), may_defer: handler.may_defer });
    }
}

/// The handler of a component for an event, which it knows by another name than Juju does.
fn handler<T: Component>(place: &Place<'_>, hook: &str) -> Option<&'static Handler<T>> {
    if let Some(name) = custom_name(hook) {
        // One of its own, or of a component of its.
        let own = name.strip_prefix(place.path)?.strip_prefix('.')?;
        return T::HANDLERS.iter().find(|handler| handler.is_custom(own));
    }
    let of_endpoint = hook.strip_prefix(place.endpoint).and_then(|rest| rest.strip_prefix('-'));
    let hook = of_endpoint.filter(|rest| rest.starts_with("relation-")).unwrap_or(hook);
    T::HANDLERS.iter().find(|handler| handler.is_hook(hook))
}

/// Runs the handler of the component that `rest` leads to, from this one.
fn run<T: Component>(component: &mut T, place: &Place<'_>, rest: &str, call: &Call<'_>) -> Outcome {
    if rest.is_empty() {
        return match handler::<T>(place, call.hook()) {
            Some(handler) => (handler.run)(component, call),
            None => Outcome::Done,
        };
    }
    let (name, rest) = rest.split_once('.').unwrap_or((rest, ""));
    let Some(mount) = T::MOUNTS.iter().find(|mount| mount.name == name) else { return Outcome::Done };
    let path = join(place.path, name);
    let inner = Place { path: &path, endpoint: mount.endpoint.unwrap_or(place.endpoint) };
    (mount.run)(component, &inner, rest, call)
}

/// Adds the state of this component and of those that it has.
fn save<T: Component>(component: &T, path: &str, states: &mut States) -> Result<(), StateError> {
    let mut text = StateText::default();
    component.write_state(&mut text)?;
    if let Some(text) = text.as_deref() {
        states.insert(path, text);
    }
    T::MOUNTS.iter().try_for_each(|mount| (mount.save)(component, &join(path, mount.name), states))
}

/// The endpoint that a component is mounted at speaks its interface, on its side.
///
/// # Panics
/// It does not: a compile error, as it is called for a constant.
#[track_caller]
pub const fn speaks(side: Option<(&str, &str)>, of_endpoint: &str, role_of_endpoint: &str) {
    let Some((interface, role)) = side else { return };
    assert!(
        super::facts::same(interface, of_endpoint),
        "[OPS0310] the component speaks another interface than this endpoint: see the `#[component(interface = …)]` of its type"
    );
    assert!(
        super::facts::same(role, role_of_endpoint),
        "[OPS0310] the component is for the other side: see the `#[component(role = …)]` of its type"
    );
}

/// The examples of the guide are compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/components.md")]
struct Guide;
