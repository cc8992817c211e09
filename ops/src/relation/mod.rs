//! Relations and their databags, as one dispatch sees them: asked for lazily, once; written once, at the end.

mod bag;
mod bags;
mod cache;

use std::fmt;
use std::rc::Rc;

pub use bag::{LocalBag, RemoteBag};
pub(crate) use bags::Bags;
pub(crate) use cache::Relations;

use crate::backend::ToolError;
use crate::context::{Context, Leader};
use crate::error::ModelError;
use crate::hook_tools::Target;
use crate::names::{JujuVersion, RelationId, UnitName};
use crate::network::Network;

/// A relation.
#[derive(Clone)]
pub(crate) struct RelationKey {
    pub(crate) id: RelationId,
    /// Juju's own words for it: `endpoint:id`.
    pub(crate) name: Rc<str>,
}

impl RelationKey {
    pub(crate) fn endpoint(&self) -> &str {
        self.name.rsplit_once(':').map_or("", |(endpoint, _)| endpoint)
    }
}

/// A relation of one of the charm's endpoints. Cheap to clone.
///
/// An event of a relation has it ([`RelationChanged::relation`](crate::RelationChanged::relation)), and
/// [`Context::relations`] gives all of an endpoint. It leads to four databags:
///
/// | | of the unit | of the application |
/// |---|---|---|
/// | own | [`local_unit`](Self::local_unit) | [`local_app`](Self::local_app) for the leader, [`peer_app`](Self::peer_app) to read |
/// | other side | [`remote_unit`](Self::remote_unit) | [`remote_app`](Self::remote_app) |
///
/// Written out it is `endpoint:id`, as in Juju's log.
///
/// ```
/// use ops::prelude::*;
///
/// fn addresses(relation: &Relation) -> ops::Result<Vec<String>> {
///     let mut found = Vec::new();
///     for unit in relation.units()? {
///         // A unit that has just joined may not have written yet.
///         found.extend(relation.remote_unit(&unit).get("address")?);
///     }
///     Ok(found)
/// }
/// ```
#[derive(Clone)]
pub struct Relation {
    key: RelationKey,
    cx: Context,
}

impl Relation {
    pub(crate) fn new(cx: &Context, endpoint: &str, id: RelationId) -> Self {
        let name = [endpoint, ":", &id.number().to_string()].concat();
        Self { key: RelationKey { id, name: name.into() }, cx: cx.clone() }
    }

    /// The same, where Juju has named it: `db:3`, or by the number alone.
    pub(crate) fn named(cx: &Context, endpoint: &str, id: RelationId, name: &str) -> Self {
        if name.strip_prefix(endpoint).is_some_and(|number| number.starts_with(':')) {
            return Self { key: RelationKey { id, name: cx.inner().relations.name(name) }, cx: cx.clone() };
        }
        Self::new(cx, endpoint, id)
    }

    /// Its id, a number.
    #[must_use]
    pub fn id(&self) -> RelationId {
        self.key.id
    }

    /// The name of the charm's endpoint.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        self.key.endpoint()
    }

    /// The name of the application on the other side; of a peer relation, the own one.
    ///
    /// `None` where nobody knows it any more: the relation has ended.
    ///
    /// # Errors
    /// `relation-list` failed.
    pub fn app(&self) -> Result<Option<String>, ModelError> {
        Ok(self.remote()?.map(|app| app.as_ref().into()))
    }

    /// The same, to be shared.
    pub(crate) fn remote(&self) -> Result<Option<Rc<str>>, ModelError> {
        self.cx.inner().relations.app(&self.key, &self.cx.inner().tools)
    }

    /// The units on the other side; of a peer relation, all units but this one.
    ///
    /// As this unit's own joined and departed hooks built it up: a unit that departs is already out. Empty once the
    /// relation has ended.
    ///
    /// # Errors
    /// `relation-list` failed.
    pub fn units(&self) -> Result<Vec<UnitName>, ModelError> {
        let inner = self.cx.inner();
        let units = inner.relations.units(&self.key, &inner.tools)?;
        inner.bags.expect(units.len());
        Ok(units)
    }

    /// The UUID of the model that the other side is in: the own one, unless the relation crosses models.
    ///
    /// ```
    /// use ops::prelude::*;
    ///
    /// fn is_from_elsewhere(cx: &Context, relation: &Relation) -> ops::Result<bool> {
    ///     match relation.remote_model() {
    ///         Ok(model) => Ok(model != cx.model().uuid()),
    ///         Err(ModelError::TooOld { .. }) => Ok(false), // nobody knows
    ///         Err(error) => Err(error.into()),
    ///     }
    /// }
    /// ```
    ///
    /// # Errors
    /// `relation-model-get` failed; [`ModelError::TooOld`] before Juju 3.6, which has it first;
    /// [`ModelError::RelationGone`] of a relation that has ended.
    pub fn remote_model(&self) -> Result<String, ModelError> {
        let is = self.cx.model().juju_version();
        if !is.has_relation_model() {
            let (what, since) = ("relation-model-get", JujuVersion::new(3, 6, 0));
            return Err(ModelError::TooOld { what, since, is: is.clone() });
        }
        self.cx.inner().relations.model(&self.key, &self.cx.inner().tools)
    }

    /// The network as this relation uses it: over a relation that crosses models the addresses are others than
    /// [`Context::network`] tells of the endpoint. Of a relation that has ended, the endpoint's.
    ///
    /// # Errors
    /// `network-get` failed.
    pub fn network(&self) -> Result<Rc<Network>, ModelError> {
        let inner = self.cx.inner();
        inner.networks.get(self.key.endpoint(), Some(self.key.id), &inner.tools)
    }

    /// Whether it has ended or is just ending: this is its relation-broken, or the event was deferred and the relation
    /// removed meanwhile. Then remote databags and units may be empty, and nothing that is written is of any use.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.cx.inner().relations.is_broken(&self.key, &self.cx.inner().tools)
    }

    /// This unit's own databag.
    #[must_use]
    pub fn local_unit(&self) -> LocalBag {
        LocalBag::new(self, Target::Unit(self.cx.unit().name().as_ref().into()))
    }

    /// The own application's databag, which only the leader may write.
    #[must_use]
    pub fn local_app(&self, _leader: &Leader) -> LocalBag {
        LocalBag::new(self, self.own_app())
    }

    /// The own application's databag, to read.
    ///
    /// Juju lets every unit read it on a peer endpoint, and elsewhere only the leader: to others reading it gives
    /// [`ModelError::PermissionDenied`].
    #[must_use]
    pub fn peer_app(&self) -> RemoteBag {
        RemoteBag::own_app(self, self.own_app())
    }

    /// The databag of the application on the other side; an empty one if it is not known any more.
    ///
    /// # Errors
    /// `relation-list` failed.
    pub fn remote_app(&self) -> Result<RemoteBag, ModelError> {
        Ok(RemoteBag::new(self, self.remote()?.map(Target::App)))
    }

    /// The databag of a unit on the other side, or of another unit of a peer relation: by its [`UnitName`], or by a text
    /// that Juju will take for one.
    pub fn remote_unit(&self, unit: impl AsRef<str>) -> RemoteBag {
        RemoteBag::new(self, Some(Target::Unit(unit.as_ref().into())))
    }

    /// Whether Juju means it when it refuses an own databag: that of the application it keeps from all but the leader, if it is
    /// not that of peers.
    fn may_refuse(&self, target: &Target, error: &ToolError) -> bool {
        if !target.is_app() || !error.is_permission_denied() {
            return false;
        }
        let is_peer = self.remote().is_ok_and(|app| app.as_deref() == Some(target.name()));
        let is_gone = self.cx.inner().relations.is_gone(self.id());
        !is_peer && !is_gone && !self.cx.leader().is_ok_and(|leader| leader.is_some())
    }

    fn own_app(&self) -> Target {
        Target::App(self.cx.app().name().into())
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key.name)
    }
}

impl fmt::Debug for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Relation({self})")
    }
}

#[cfg(test)]
mod tests;
