//! Events of a relation.
//!
//! What they tell is in the variables that Juju sets for a hook of a relation (<https://documentation.ubuntu.com/juju/latest/reference/hook/>): `JUJU_RELATION`,
//! `JUJU_RELATION_ID`, `JUJU_REMOTE_APP`, `JUJU_REMOTE_UNIT`, `JUJU_DEPARTING_UNIT`.

use std::rc::Rc;

use super::{Core, JujuEvent, RecordError, deferrable, is_event, is_kind_of};
use crate::names::UnitName;
use crate::relation::Relation;

/// What all events of a relation have in common: for a handler of several of them.
///
/// ```
/// use ops::prelude::*;
///
/// /// `#[on(relation_created = "db", relation_changed = "db")]`
/// fn db_event(event: RelationEvent) -> ops::Result {
///     let of = event.unit().map_or_else(|| event.app().to_owned(), ToString::to_string);
///     info!("{}: {of} has written {:?}", event.relation(), event.relation().remote_app()?.get("endpoints")?);
///     Ok(())
/// }
/// ```
///
/// Source: `JUJU_RELATION`, `JUJU_RELATION_ID`, `JUJU_REMOTE_APP` and `JUJU_REMOTE_UNIT`, which Juju sets for the hook.
#[derive(Debug)]
pub struct RelationEvent {
    pub(super) core: Core,
    relation: Relation,
    app: Rc<str>,
    unit: Option<UnitName>,
}

impl JujuEvent for RelationEvent {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        let record = &core.record;
        let endpoint = record.require("JUJU_RELATION")?;
        let name = record.require("JUJU_RELATION_ID")?;
        let id = record.read("JUJU_RELATION_ID", name)?;
        let unit = record.get("JUJU_REMOTE_UNIT").map(|unit| record.read("JUJU_REMOTE_UNIT", unit));
        let unit = unit.transpose()?;
        core.cx.learn(id, record);
        let relation = Relation::named(&core.cx, endpoint, id, name);
        // Juju has been seen to leave it out, in relation-broken above all; then a hook tool may know it.
        let app = relation.remote().map_err(|error| record.unknown("JUJU_REMOTE_APP", &error))?;
        Ok(Self { relation, app: app.unwrap_or_default(), unit, core })
    }
}

impl RelationEvent {
    /// The relation.
    #[must_use]
    pub fn relation(&self) -> &Relation {
        &self.relation
    }

    /// The name of the application on the other side; of a peer relation, the own one.
    ///
    /// Empty where Juju does not know it any more.
    #[must_use]
    pub fn app(&self) -> &str {
        self.core.record.remote_app().unwrap_or(&self.app)
    }

    /// The unit on the other side that this is about. `None` in created and broken, and in changed when the
    /// application's databag changed.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitName> {
        self.unit.as_ref()
    }

    fn require_unit(&self) -> Result<UnitName, RecordError> {
        self.core.record.parse("JUJU_REMOTE_UNIT")
    }
}

is_event!(RelationEvent, core);

/// `<endpoint>-relation-created`: there is a relation; units of the other side may not be there yet.
///
/// What is to be asked of the other side can be written here.
///
/// ```
/// use ops::prelude::*;
///
/// fn db_created(cx: &Context, event: RelationCreated) -> ops::Result {
///     if let Some(leader) = cx.leader()? {
///         event.relation().local_app(&leader).set("database", cx.app().name())?;
///     }
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct RelationCreated {
    base: RelationEvent,
}

/// `<endpoint>-relation-joined`: a unit of the other side has come. Its relation-changed follows at once.
///
/// ```
/// use ops::prelude::*;
///
/// fn cluster_joined(event: RelationJoined) {
///     info!("{} has come to {}", event.unit(), event.relation());
/// }
/// ```
#[derive(Debug)]
pub struct RelationJoined {
    base: RelationEvent,
    unit: UnitName,
}

/// `<endpoint>-relation-changed`: a databag of the other side has changed.
///
/// It comes after each relation-joined too, when nothing may have been written yet.
///
/// ```
/// use ops::prelude::*;
///
/// fn db_changed(event: RelationChanged) -> ops::Result {
///     let Some(unit) = event.unit() else {
///         info!("the application {} has written", event.app());
///         return Ok(());
///     };
///     match event.relation().remote_unit(unit).get("ingress-address")? {
///         Some(address) => info!("{unit} is at {address}"),
///         None => debug!("{unit} has not written yet"),
///     }
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct RelationChanged {
    base: RelationEvent,
}

/// `<endpoint>-relation-departed`: a unit of the other side, or this one, leaves.
///
/// ```
/// use ops::prelude::*;
///
/// fn cluster_departed(cx: &Context, event: RelationDeparted) {
///     if event.departing_unit() == cx.unit().name() {
///         info!("this unit leaves; its data goes to the others");
///     } else {
///         info!("{} leaves {}", event.departing_unit(), event.relation());
///     }
/// }
/// ```
///
/// Source: `JUJU_DEPARTING_UNIT`, beside what all events of a relation have.
#[derive(Debug)]
pub struct RelationDeparted {
    base: RelationEvent,
    unit: UnitName,
    departing_unit: UnitName,
}

/// `<endpoint>-relation-broken`: the relation ends. All units of the other side have departed.
///
/// ```
/// use ops::prelude::*;
///
/// fn db_broken(cx: &Context, event: RelationBroken) -> ops::Result {
///     cx.unit().set_status(Status::blocked(format!("needs a database: {} is gone", event.app())))?;
///     Ok(())
/// }
/// ```
#[derive(Debug)]
pub struct RelationBroken {
    base: RelationEvent,
}

impl JujuEvent for RelationCreated {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: RelationEvent::from_core(core)? })
    }
}

impl JujuEvent for RelationJoined {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        let base = RelationEvent::from_core(core)?;
        Ok(Self { unit: base.require_unit()?, base })
    }
}

impl JujuEvent for RelationChanged {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: RelationEvent::from_core(core)? })
    }
}

impl JujuEvent for RelationDeparted {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        let base = RelationEvent::from_core(core)?;
        let record = &base.core.record;
        let departing_unit = record.parse("JUJU_DEPARTING_UNIT")?;
        Ok(Self { unit: base.require_unit()?, departing_unit, base })
    }
}

impl JujuEvent for RelationBroken {
    fn from_core(core: Core) -> Result<Self, RecordError> {
        Ok(Self { base: RelationEvent::from_core(core)? })
    }
}

impl RelationJoined {
    /// The unit that has come.
    #[must_use]
    pub fn unit(&self) -> &UnitName {
        &self.unit
    }
}

impl RelationChanged {
    /// The unit whose databag has changed; `None` if it is the application's.
    #[must_use]
    pub fn unit(&self) -> Option<&UnitName> {
        self.base.unit()
    }
}

impl RelationDeparted {
    /// The unit on the other side that this is about.
    #[must_use]
    pub fn unit(&self) -> &UnitName {
        &self.unit
    }

    /// The unit that leaves: the one on the other side, or this one if it is being removed.
    #[must_use]
    pub fn departing_unit(&self) -> &UnitName {
        &self.departing_unit
    }
}

macro_rules! common {
    ($($event:ident)*) => {$(
        impl $event {
            /// The relation.
            #[must_use]
            pub fn relation(&self) -> &Relation {
                &self.base.relation
            }

            /// The name of the application on the other side; of a peer relation, the own one.
            ///
            /// Empty where Juju does not know it any more.
            #[must_use]
            pub fn app(&self) -> &str {
                self.base.app()
            }
        }
    )*};
}

common!(RelationCreated RelationJoined RelationChanged RelationDeparted RelationBroken);
is_kind_of!(RelationEvent: RelationCreated RelationJoined RelationChanged RelationDeparted RelationBroken);
deferrable!(RelationEvent RelationCreated RelationJoined RelationChanged RelationDeparted RelationBroken);
