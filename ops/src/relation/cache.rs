//! What was asked about relations in this dispatch, so that nothing is asked twice.

use std::cell::RefCell;
use std::rc::Rc;

use super::RelationKey;
use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::names::{RelationId, UnitName};
use crate::pairs::{Pairs, insert_in_order};
use crate::scan::is_same;

/// The relations as far as they were asked for.
#[derive(Default)]
pub(crate) struct Relations {
    ids: RefCell<Pairs<Box<str>, Rc<[RelationId]>>>,
    units: RefCell<Pairs<RelationId, Vec<UnitName>>>,
    apps: RefCell<Pairs<RelationId, Option<Rc<str>>>>,
    /// The name that an event has told last: deferred events are about one relation as a rule.
    told: RefCell<Option<Rc<str>>>,
    models: RefCell<Pairs<RelationId, String>>,
    /// Whose hook runs now: it is there, whatever `relation-ids` lists.
    current: Option<RelationId>,
    /// An event says that they end.
    broken: RefCell<Vec<RelationId>>,
    /// Juju does not know them any more.
    gone: RefCell<Vec<RelationId>>,
    departing: Option<UnitName>,
}

impl Relations {
    /// With what the environment tells of the relation whose hook this is.
    pub(crate) fn new(current: Option<RelationId>, is_broken: bool, departing: Option<UnitName>) -> Self {
        let broken = current.filter(|_| is_broken).into_iter().collect();
        Self { current, broken: RefCell::new(broken), departing, ..Self::default() }
    }

    /// A name, in the memory that it has already if it was told before.
    pub(super) fn name(&self, name: &str) -> Rc<str> {
        let mut told = self.told.borrow_mut();
        match &*told {
            Some(told) if is_same(told.as_bytes(), name.as_bytes()) => told.clone(),
            _ => told.insert(name.into()).clone(),
        }
    }

    /// What an event says of its relation.
    pub(crate) fn learn(&self, id: RelationId, app: Option<&str>, is_broken: bool) {
        if let Some(app) = app {
            let mut apps = self.apps.borrow_mut();
            if apps.get(&id).is_none_or(Option::is_none) {
                apps.insert(id, Some(app.into()));
            }
        }
        if is_broken {
            self.broken.borrow_mut().push(id);
        }
    }

    /// The relations of an endpoint, by number. One that is breaking is left out, as newer versions of Juju do.
    pub(crate) fn ids(&self, endpoint: &str, tools: &Tools) -> Result<Rc<[RelationId]>, ModelError> {
        if let Some(ids) = self.ids.borrow().get(endpoint) {
            return Ok(ids.clone());
        }
        let mut ids = Vec::new();
        for text in tools.relation_ids(endpoint)? {
            // Juju sorts them as texts.
            insert_in_order(&mut ids, text.parse().map_err(ModelError::name_of("relation-ids"))?);
        }
        ids.retain(|id| !self.broken.borrow().contains(id));
        let ids: Rc<[RelationId]> = ids.into();
        self.ids.borrow_mut().insert(endpoint.into(), ids.clone());
        Ok(ids)
    }

    pub(crate) fn units(&self, key: &RelationKey, tools: &Tools) -> Result<Vec<UnitName>, ModelError> {
        if let Some(units) = self.units.borrow().get(&key.id) {
            return Ok(units.clone());
        }
        let mut units: Vec<UnitName> = match tools.relation_list(&key.name) {
            Err(error) if error.is_relation_gone() => self.gone(key.id),
            units => units?,
        };
        if self.current == Some(key.id) {
            units.retain(|unit| self.departing.as_ref() != Some(unit));
        }
        self.units.borrow_mut().insert(key.id, units.clone());
        Ok(units)
    }

    pub(crate) fn app(&self, key: &RelationKey, tools: &Tools) -> Result<Option<Rc<str>>, ModelError> {
        if let Some(app) = self.apps.borrow().get(&key.id) {
            return Ok(app.clone());
        }
        let app = match tools.relation_app(&key.name) {
            Err(error) if error.is_relation_gone() => self.gone(key.id),
            app => app?.map(Rc::from),
        };
        self.apps.borrow_mut().insert(key.id, app.clone());
        Ok(app)
    }

    /// The UUID of the model on the other side.
    pub(crate) fn model(&self, key: &RelationKey, tools: &Tools) -> Result<String, ModelError> {
        if let Some(model) = self.models.borrow().get(&key.id) {
            return Ok(model.clone());
        }
        let model = match tools.relation_model_get(&key.name) {
            Err(error) if error.is_relation_gone() => {
                self.gone::<()>(key.id);
                return Err(ModelError::RelationGone { relation: key.name.to_string() });
            }
            model => model?,
        };
        self.models.borrow_mut().insert(key.id, model.clone());
        Ok(model)
    }

    pub(crate) fn is_broken(&self, key: &RelationKey, tools: &Tools) -> bool {
        if self.broken.borrow().contains(&key.id) || self.is_gone(key.id) {
            return true;
        }
        // A deferred event may speak of a relation that was removed since. If Juju does not answer, the next question
        // will say so better than this one could.
        let is_listed = || self.ids(key.endpoint(), tools).map_or(true, |ids| ids.contains(&key.id));
        self.current != Some(key.id) && !is_listed()
    }

    /// Whether a tool has said that there is no such relation.
    pub(crate) fn is_gone(&self, id: RelationId) -> bool {
        self.gone.borrow().contains(&id)
    }

    /// Notes that Juju does not know it any more, and gives the nothing that is left to read of it.
    pub(crate) fn gone<T: Default>(&self, id: RelationId) -> T {
        self.gone.borrow_mut().push(id);
        T::default()
    }
}
