//! Applications and their units: what `juju deploy`, `add-unit`, `remove-unit`, `config`, `run` and `refresh` do.

use std::collections::BTreeMap;

use ops_metadata::metadata::Metadata;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::charm::Charm;
use super::{Model, Refused};
use crate::entities::is_application;
use crate::resolver::{Life, Platform};
use crate::state::{State, Status};
use crate::unit::Unit;

/// An application of the model, by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Application {
    pub(super) charm: Charm,
    pub(super) platform: Platform,
    pub(super) life: Life,
    pub(super) config: BTreeMap<String, Value>,
    /// By their numbers.
    pub(super) units: BTreeMap<u64, Unit>,
    units_made: u64,
    pub(super) leader: Option<u64>,
    pub(super) status: Status,
    pub(super) revision: u64,
}

impl Model {
    /// `juju deploy`: an application with so many units, its peer relations with it. One of a subordinate charm gets its units by
    /// relations, and has none to begin with.
    ///
    /// # Errors
    /// The name is taken, or is none.
    pub fn deploy(
        &mut self,
        app: &str,
        metadata: &Metadata,
        platform: Platform,
        count: usize,
    ) -> Result<(), Refused> {
        if !is_application(app) {
            return Err(Refused::new(format!("invalid application name {app:?}")));
        }
        if self.applications.contains_key(app) {
            return Err(Refused::new(format!("cannot add application {app:?}: application already exists")));
        }
        let charm = Charm::new(metadata);
        let count = if charm.is_subordinate { 0 } else { count };
        let application = Application {
            config: charm.defaults(),
            platform,
            life: Life::Alive,
            units: BTreeMap::new(),
            units_made: 0,
            leader: None,
            status: Status::default(),
            revision: 1,
            charm,
        };
        self.applications.insert(app.to_owned(), application);
        self.add_peer_relations(app);
        for _ in 0..count {
            self.make_unit(app, "");
        }
        self.refresh();
        Ok(())
    }

    /// `juju add-unit`: gives its name. A number that a unit of the application once had is not given again.
    ///
    /// # Errors
    /// There is no such application, or it is one of a subordinate charm.
    pub fn add_unit(&mut self, app: &str) -> Result<String, Refused> {
        if self.alive(app)?.charm.is_subordinate {
            let text = format!("cannot add unit to application {app:?}: application is a subordinate");
            return Err(Refused::new(text));
        }
        let unit = self.make_unit(app, "");
        self.refresh();
        unit.ok_or_else(|| Refused::not_found("application", app))
    }

    /// A unit with all that it has from the beginning; one of a subordinate is beside its principal.
    pub(super) fn make_unit(&mut self, app: &str, principal: &str) -> Option<String> {
        let application = self.applications.get_mut(app)?;
        let number = application.units_made;
        application.units_made += 1;
        self.units_made += 1;
        let name = format!("{app}/{number}");
        let mut state = State::unit(&name).with_juju_version(&self.juju_version);
        state.model.clone_from(&self.name);
        state.config.clone_from(&application.config);
        principal.clone_into(&mut state.principal_unit);
        // Units number their secrets themselves, so each has numbers of its own.
        state.secrets_made = self.units_made * super::secrets::SECRETS_OF_A_UNIT;
        let mut unit = Unit::new(state, application.platform).at_revision(application.revision);
        for storage in &application.charm.storages {
            for _ in 0..storage.count {
                unit.attach(storage.instance(self.storages_made));
                self.storages_made += 1;
            }
        }
        application.units.insert(number, unit);
        Some(name)
    }

    /// `juju remove-unit`: the unit leaves its relations, stops and goes, in hooks of its own.
    ///
    /// # Errors
    /// There is no such unit; it is a subordinate, which goes with its principal or its relation; or it is not the last one of an
    /// application on Kubernetes.
    pub fn remove_unit(&mut self, unit: &str) -> Result<(), Refused> {
        let (application, number) = self.application_of(unit)?;
        if application.charm.is_subordinate {
            return Err(Refused::new(format!("unit {unit:?} is a subordinate")));
        }
        let is_last = |(other, unit): (&u64, &Unit)| *other <= number || unit.is_dying();
        if application.platform == Platform::Kubernetes && !application.units.iter().all(is_last) {
            let text = format!("unit {unit:?} is not the last one, which Kubernetes removes first");
            return Err(Refused::new(text));
        }
        self.change(unit, Unit::remove)
    }

    /// `juju remove-application`: its relations end, its units go, and then it does.
    ///
    /// # Errors
    /// There is no such application.
    pub fn remove_application(&mut self, app: &str) -> Result<(), Refused> {
        self.alive(app)?;
        self.end_relations_of(app);
        if let Some(application) = self.applications.get_mut(app) {
            application.life = Life::Dying;
            application.units.values_mut().for_each(Unit::remove);
        }
        self.refresh();
        Ok(())
    }

    /// `juju config`: an option gets a value; with `null` it has its default again. The value that it has already is no news.
    ///
    /// # Errors
    /// There is no such application or option, or the value is of another type.
    pub fn configure(&mut self, app: &str, option: &str, value: impl Into<Value>) -> Result<(), Refused> {
        let value = self.alive(app)?.charm.checked(option, value.into())?;
        if let Some(application) = self.applications.get_mut(app) {
            for unit in application.units.values_mut() {
                unit.configure(option, value.clone());
            }
            application.config.insert(option.to_owned(), value);
        }
        Ok(())
    }

    /// `juju refresh`: a newer revision of the charm, with the same metadata. On Kubernetes each pod is replaced; that of a unit
    /// whose hook runs, after the hook.
    ///
    /// # Errors
    /// There is no such application.
    pub fn upgrade(&mut self, app: &str) -> Result<(), Refused> {
        self.alive(app)?;
        if let Some(application) = self.applications.get_mut(app) {
            application.revision += 1;
        }
        self.refresh();
        Ok(())
    }

    /// `juju run`: an action, whose parameters get the defaults of its schema. They are not validated.
    ///
    /// # Errors
    /// There is no such unit, or no such action.
    pub fn ask(&mut self, unit: &str, action: &str, params: Value) -> Result<(), Refused> {
        let (application, _) = self.application_of(unit)?;
        let undefined = || Refused::new(format!("action {action:?} not defined on unit {unit:?}"));
        let params = application.charm.params(action, params).ok_or_else(undefined)?;
        self.change(unit, |unit| unit.ask(action, params))
    }

    pub(super) fn alive(&self, app: &str) -> Result<&Application, Refused> {
        let found = self.applications.get(app).filter(|application| application.life == Life::Alive);
        found.ok_or_else(|| Refused::not_found("application", app))
    }

    /// The application of a unit, and the unit's number in it.
    pub(super) fn application_of(&self, unit: &str) -> Result<(&Application, u64), Refused> {
        let found = split(unit).and_then(|(app, number)| Some((self.applications.get(app)?, number)));
        let found = found.filter(|(application, number)| application.units.contains_key(number));
        found.ok_or_else(|| Refused::not_found("unit", unit))
    }
}

/// `web/0` in its two parts.
pub(super) fn split(unit: &str) -> Option<(&str, u64)> {
    let (app, number) = unit.split_once('/')?;
    Some((app, number.parse().ok()?))
}
