//! A whole model as a value: applications, their units, the relations between them, and what they write to each other.
//!
//! A user's commands are the methods of [`Model`]; hooks come of them, unit by unit, as Juju would run them. Who runs the charms, and in
//! which order the units have their turns, is with whoever has the model: the same choices make the same history.
//!
//! ```
//! use ops_metadata::read_bytes;
//! use ops_model::resolver::Platform;
//! use ops_model::{Model, Outcome};
//!
//! let metadata = |yaml: &str| read_bytes([yaml.as_bytes(), b"", b"", b"", b""]).metadata;
//! let web = metadata("{name: web, summary: s, description: d, requires: {db: {interface: pgsql}}}");
//! let postgresql = metadata("{name: pg, summary: s, description: d, provides: {db: {interface: pgsql}}}");
//!
//! let mut model = Model::new("dev");
//! model.deploy("web", &web, Platform::Machine, 1)?;
//! model.deploy("postgresql", &postgresql, Platform::Machine, 1)?;
//! model.integrate("web:db", "postgresql:db")?;
//!
//! let mut hooks = Vec::new();
//! let run = |unit: &str, context: ops_model::HookContext| {
//!     hooks.push(format!("{unit} {}", context.hook().name()));
//!     (Outcome::Committed, context.end(&Outcome::Committed).0)
//! };
//! model.settle(run, |_| 0)?;
//! assert_eq!(hooks[0], "postgresql/0 install");
//! assert_eq!(hooks.last().unwrap(), "web/0 db-relation-changed");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod application;
mod charm;
mod endpoints;
mod goal_state;
mod hooks;
mod leadership;
mod refresh;
mod refused;
mod relations;
mod secrets;
mod settle;
mod storage;
mod subordinates;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::resolver::WorkloadEventKind;
use crate::state::State;
use crate::unit::Unit;
use application::{Application, split};
pub use refused::Refused;
use relations::Integration;
pub use settle::Restless;

/// A model of Juju's.
///
/// It keeps what is so; from there each unit is told what is news to it. It makes no use of time: what Juju does by the clock, such as
/// `update-status`, is a method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    name: String,
    juju_version: String,
    applications: BTreeMap<String, Application>,
    /// By their numbers.
    relations: BTreeMap<u64, Integration>,
    relations_made: u64,
    secrets: BTreeMap<String, secrets::Kept>,
    secrets_made: u64,
    storages_made: u64,
    units_made: u64,
    /// What each hook that runs began with, by its unit.
    running: BTreeMap<String, State>,
}

impl Model {
    /// An empty model of this name, under Juju 3.6.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            juju_version: State::unit("").juju_version,
            applications: BTreeMap::new(),
            relations: BTreeMap::new(),
            relations_made: 0,
            secrets: BTreeMap::new(),
            secrets_made: 0,
            storages_made: 0,
            units_made: 0,
            running: BTreeMap::new(),
        }
    }

    /// With another version of Juju, such as `3.4.0`, for the units that are made from now on.
    #[must_use]
    pub fn with_juju_version(mut self, version: &str) -> Self {
        self.juju_version = version.into();
        self
    }

    /// The names of the applications.
    pub fn applications(&self) -> impl Iterator<Item = &str> {
        self.applications.keys().map(String::as_str)
    }

    /// The units of all applications.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.applications.values().flat_map(|application| application.units.values())
    }

    /// The unit of this name.
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        unit_in(&self.applications, name)
    }

    /// Time passes: it is time for `update-status`, in every unit.
    pub fn tick(&mut self) {
        for unit in self.applications.values_mut().flat_map(|application| application.units.values_mut()) {
            unit.update_status();
        }
    }

    /// `juju resolved`: it is time to run a unit's failed hook again.
    ///
    /// # Errors
    /// There is no such unit.
    pub fn retry(&mut self, unit: &str) -> Result<(), Refused> {
        self.change(unit, Unit::retry)
    }

    /// Pebble has something to tell of a unit's container. Nothing here starts a container: that it is ready is told by this too, anew for
    /// each pod.
    ///
    /// # Errors
    /// There is no such unit.
    pub fn workload_event(
        &mut self,
        unit: &str,
        container: &str,
        kind: WorkloadEventKind,
    ) -> Result<(), Refused> {
        self.change(unit, |unit| unit.workload_event(container, kind))
    }

    /// The machine of a unit, or its pod, comes up again.
    ///
    /// # Errors
    /// There is no such unit.
    pub fn reboot(&mut self, unit: &str) -> Result<(), Refused> {
        self.change(unit, Unit::reboot)
    }

    fn unit_mut(&mut self, name: &str) -> Option<&mut Unit> {
        let (app, number) = split(name)?;
        self.applications.get_mut(app)?.units.get_mut(&number)
    }

    /// Something happens to one unit, and what follows from it to others.
    fn change(&mut self, unit: &str, change: impl FnOnce(&mut Unit)) -> Result<(), Refused> {
        change(self.unit_mut(unit).ok_or_else(|| Refused::not_found("unit", unit))?);
        self.refresh();
        Ok(())
    }
}

fn unit_in<'a>(applications: &'a BTreeMap<String, Application>, name: &str) -> Option<&'a Unit> {
    let (app, number) = split(name)?;
    applications.get(app)?.units.get(&number)
}
