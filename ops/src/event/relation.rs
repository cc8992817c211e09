//! Events of a relation.

use std::rc::Rc;

use super::{Core, JujuEvent, RecordError, deferrable, is_event, is_kind_of};
use crate::names::UnitName;
use crate::relation::Relation;

/// What all events of a relation have in common: for a handler of several of them.
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
#[derive(Debug)]
pub struct RelationCreated {
    base: RelationEvent,
}

/// `<endpoint>-relation-joined`: a unit of the other side has come. Its relation-changed follows at once.
#[derive(Debug)]
pub struct RelationJoined {
    base: RelationEvent,
    unit: UnitName,
}

/// `<endpoint>-relation-changed`: a databag of the other side has changed.
#[derive(Debug)]
pub struct RelationChanged {
    base: RelationEvent,
}

/// `<endpoint>-relation-departed`: a unit of the other side, or this one, leaves.
#[derive(Debug)]
pub struct RelationDeparted {
    base: RelationEvent,
    unit: UnitName,
    departing_unit: UnitName,
}

/// `<endpoint>-relation-broken`: the relation ends. All units of the other side have departed.
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
