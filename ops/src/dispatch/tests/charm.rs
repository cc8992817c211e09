//! A charm that does what its script says, and remembers the order in which its handlers ran.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::action::{ActionParams, Params, ParamsError};
use crate::charm::{BuildError, CharmStruct, Handler, OnBadConfig, Parts};
use crate::config::{ConfigError, FromConfig, Values, kind};
use crate::event::{ConfigChanged, Event, Install, RelationChanged, Start};
use crate::state::StateLocation;
use crate::state::{StateError, StateText, Stored, StoredState};
use crate::{__private as private, ActionResult, Context, Error, Result, Status};

/// What a handler does beside being there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Fail,
    Panic,
    Defer,
    Write,
}

thread_local! {
    static SCRIPT: RefCell<BTreeMap<&'static str, Act>> = const { RefCell::new(BTreeMap::new()) };
    static RAN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// From here on handlers do this; what is not named does nothing.
pub(crate) fn script<const N: usize>(acts: [(&'static str, Act); N]) {
    SCRIPT.set(BTreeMap::from(acts));
}

/// The handlers that ran since this was asked last.
pub(crate) fn ran() -> Vec<&'static str> {
    RAN.take()
}

#[derive(Debug)]
struct Cause;

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no route to host")
    }
}

impl std::error::Error for Cause {}

fn act(name: &'static str) -> Result<Option<Act>> {
    RAN.with_borrow_mut(|ran| ran.push(name));
    match SCRIPT.with_borrow(|script| script.get(name).copied()) {
        Some(Act::Fail) => Err(Box::new(std::io::Error::other(Cause)) as Error),
        Some(Act::Panic) => panic!("boom"),
        act => Ok(act),
    }
}

/// With state in Juju or beside it; with a bad configuration blocked or failed.
pub(crate) struct Web<const LOCAL: bool = false, const FAIL: bool = false> {
    port: u16,
    state: State,
}

#[derive(Serialize, Deserialize)]
struct State {
    #[serde(default)]
    count: u32,
}

impl StoredState for State {
    fn initial() -> Self {
        Self { count: 0 }
    }
}

struct Config {
    port: u16,
}

impl FromConfig for Config {
    fn from_config(values: &Values) -> Result<Self, ConfigError> {
        let port = values.required::<kind::Int, u16>("port");
        if let Some(error) = private::config_error([port.as_ref().err()]) {
            return Err(error);
        }
        Ok(Self { port: port? })
    }
}

struct Backup {
    name: String,
}

impl ActionParams for Backup {
    fn from_params(params: &Params) -> Result<Self, ParamsError> {
        let name = params.required("name");
        if let Some(error) = private::params_error([name.as_ref().err()]) {
            return Err(error);
        }
        Ok(Self { name: name? })
    }
}

impl<const LOCAL: bool, const FAIL: bool> CharmStruct for Web<LOCAL, FAIL> {
    const NAME: &'static str = "web";
    const EVENTS: &'static [&'static str] = &[
        "config-changed",
        "db-relation-changed",
        "install",
        "start",
        "stop",
        "action:backup",
        "action:orphan",
        "action:restart",
    ];
    const STATE: StateLocation = if LOCAL { StateLocation::Local } else { StateLocation::Juju };
    const HAS_STORED_STATE: bool = true;
    const ON_BAD_CONFIG: OnBadConfig = if FAIL { OnBadConfig::Fail } else { OnBadConfig::Block };

    fn build(parts: &Parts<'_>) -> Result<Self, BuildError> {
        Ok(Self { port: parts.config::<Config>()?.port, state: parts.stored_state()? })
    }

    fn write_state(&self, text: &mut StateText) -> Result<(), StateError> {
        Stored(&self.state).write(text)
    }
}

impl<const LOCAL: bool, const FAIL: bool> Web<LOCAL, FAIL> {
    fn install(&mut self, cx: &Context) -> Result {
        self.state.count += 1;
        let relation = cx.relation_by_id(crate::Endpoint::<crate::Requires>::new("db"), 3.into())?;
        if let Some(relation) = relation {
            relation.local_unit().set("port", &self.port.to_string())?;
        }
        act("install").map(drop)
    }

    fn configure(&mut self, _: &Context, event: &impl DeferredBy) -> Result {
        let name = event.name();
        if act(name)? == Some(Act::Defer) {
            event.again();
        }
        Ok(())
    }

    fn database_changed(&mut self, _: &Context, event: &RelationChanged) -> Result {
        match act("db-relation-changed")? {
            Some(Act::Defer) => event.defer(),
            Some(Act::Write) => event.relation().local_unit().set("seen", "1")?,
            _ => {}
        }
        Ok(())
    }

    fn backup(&mut self, params: &Backup) -> ActionResult<BTreeMap<String, String>> {
        self.state.count += 1;
        act("backup")?;
        Ok(BTreeMap::from([("backup_name".to_owned(), params.name.clone())]))
    }
}

/// Two kinds of event, one handler.
trait DeferredBy {
    fn name(&self) -> &'static str;
    fn again(&self);
}

impl DeferredBy for ConfigChanged {
    fn name(&self) -> &'static str {
        "config-changed"
    }

    fn again(&self) {
        self.defer();
    }
}

impl DeferredBy for Start {
    fn name(&self) -> &'static str {
        "start"
    }

    fn again(&self) {
        self.defer();
    }
}

impl<const LOCAL: bool, const FAIL: bool> private::Charm for Web<LOCAL, FAIL> {
    const HANDLERS: &'static [Handler<Self>] = &[
        Handler::new("install", |charm, call| call.plain(|cx| charm.install(cx))),
        Handler::new("config-changed", |charm, call| {
            call.event::<ConfigChanged, ConfigChanged, _>(|cx, event| Self::configure(charm, cx, &event))
        })
        .may_defer(),
        Handler::new("start", |charm, call| {
            call.event::<Start, Start, _>(|cx, event| Self::configure(charm, cx, &event))
        })
        .may_defer(),
        Handler::new("db-relation-changed", |charm, call| {
            call.event::<RelationChanged, _, _>(|cx, event| Self::database_changed(charm, cx, &event))
        })
        .may_defer(),
        Handler::new("action:backup", |charm, call| call.action(|_, params| charm.backup(&params))),
        Handler::new("action:restart", |_, call| call.action_plain(|_| act("restart").map(drop))),
        Handler::new("collect-unit-status", |_, call| {
            call.unit_status(|_| {
                act("unit-status")?;
                Ok::<_, Error>([Status::active(), Status::waiting("first"), Status::waiting("second")])
            })
        }),
        Handler::new("collect-app-status", |_, call| {
            call.app_status(|_| act("app-status").map(|_| Status::active()))
        }),
    ];
}

/// Nothing but one handler, which may be able to defer.
pub(crate) struct Bare<const DEFERS: bool = false>;

impl<const DEFERS: bool> CharmStruct for Bare<DEFERS> {
    const NAME: &'static str = "bare";
    const EVENTS: &'static [&'static str] = &["install", "update-status"];
    const STATE: StateLocation = StateLocation::Juju;
    const HAS_STORED_STATE: bool = false;
    const ON_BAD_CONFIG: OnBadConfig = OnBadConfig::Block;

    fn build(_: &Parts<'_>) -> Result<Self, BuildError> {
        Ok(Self)
    }
}

impl<const DEFERS: bool> Bare<DEFERS> {
    const INSTALL: Handler<Self> = Handler::new("install", |_, call| {
        call.event::<Install, _, _>(|_, event: Install| -> Result {
            if act("install")? == Some(Act::Defer) {
                event.defer();
            }
            Ok(())
        })
    });
}

impl<const DEFERS: bool> private::Charm for Bare<DEFERS> {
    const HANDLERS: &'static [Handler<Self>] =
        if DEFERS { &[Self::INSTALL.may_defer()] } else { &[Self::INSTALL] };
}
