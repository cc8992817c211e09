//! One databag: what may be done with it depends on whose it is.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::DeserializeOwned;

use super::Relation;
use super::bags::Bag;
use crate::databag::{self, DatabagError, Writable};
use crate::error::ModelError;
use crate::hook_tools::Target;
use crate::texts::Texts;

/// A databag that can be read but not written: another's, or the own application's seen by any unit.
///
/// ```
/// use ops::prelude::*;
///
/// #[databag]
/// struct Database {
///     endpoints: String,
///     #[databag(name = "read-only-endpoints")]
///     read_only: Option<String>,
///     tls: Option<bool>, // not a `String`: its value is JSON, `true` or `false`
/// }
///
/// fn endpoints(relation: &Relation) -> ops::Result<Option<String>> {
///     let databag = relation.remote_app()?;
///     if databag.get("endpoints")?.is_none() {
///         return Ok(None); // not written yet
///     }
///     let database: Database = databag.read()?;
///     Ok(Some(database.read_only.unwrap_or(database.endpoints)))
/// }
/// ```
#[derive(Clone)]
pub struct RemoteBag {
    relation: Relation,
    /// `None`: of an application that nobody knows any more.
    target: Option<Target>,
    is_own: bool,
}

impl RemoteBag {
    pub(super) fn new(relation: &Relation, target: Option<Target>) -> Self {
        Self { relation: relation.clone(), target, is_own: false }
    }

    pub(super) fn own_app(relation: &Relation, target: Target) -> Self {
        Self { relation: relation.clone(), target: Some(target), is_own: true }
    }

    /// The value of a key.
    ///
    /// # Errors
    /// `relation-get` failed. A relation or a unit that is gone has no keys; that is no error.
    pub fn get(&self, key: &str) -> Result<Option<String>, ModelError> {
        self.look(|bag| bag.get(key))
    }

    /// All keys, also those that Juju itself puts there (`ingress-address` and others).
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn all(&self) -> Result<BTreeMap<String, String>, ModelError> {
        self.look(Bag::all)
    }

    /// The databag as a struct, usually one with `#[databag]`. Keys without a field are passed over.
    ///
    /// # Errors
    /// As [`get`](Self::get); a key does not read as its field, or a field that is no `Option` has no key: the other
    /// side may not have written yet.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, ModelError> {
        let read = match &self.target {
            Some(target) => {
                look(&self.relation, target, !self.is_own, |bag| databag::from_texts(&bag.pairs()))?
            }
            None => databag::from_texts(&[]),
        };
        read.map_err(|error| databag_error(&self.relation, error))
    }

    /// Of an application that nobody knows any more there is nothing.
    fn look<T: Default>(&self, seen: impl Fn(&Bag) -> T) -> Result<T, ModelError> {
        match &self.target {
            Some(target) => look(&self.relation, target, !self.is_own, seen),
            None => Ok(T::default()),
        }
    }
}

/// An own databag, to read and write.
///
/// What is written is seen at once by whoever reads it in this dispatch. To Juju it goes when all handlers are done,
/// one call a databag and only what changed; to the other side when the hook has succeeded.
///
/// ```
/// use ops::prelude::*;
///
/// #[databag]
/// struct Member {
///     address: String,
///     port: u16,
///     weight: Option<u8>, // `None` takes the key away
/// }
///
/// fn join(cx: &Context, relation: &Relation) -> ops::Result {
///     let databag: LocalBag = relation.local_unit();
///     databag.set("name", &cx.unit().name().to_string())?;
///     databag.write(&Member { address: "192.0.2.7".into(), port: 80, weight: None })?;
///     databag.remove("obsolete")?;
///     Ok(())
/// }
/// ```
#[derive(Clone)]
pub struct LocalBag {
    relation: Relation,
    target: Target,
}

impl LocalBag {
    pub(super) fn new(relation: &Relation, target: Target) -> Self {
        Self { relation: relation.clone(), target }
    }

    /// The value of a key.
    ///
    /// # Errors
    /// `relation-get` failed.
    pub fn get(&self, key: &str) -> Result<Option<String>, ModelError> {
        look(&self.relation, &self.target, false, |bag| bag.get(key))
    }

    /// All keys.
    ///
    /// # Errors
    /// `relation-get` failed.
    pub fn all(&self) -> Result<BTreeMap<String, String>, ModelError> {
        look(&self.relation, &self.target, false, Bag::all)
    }

    /// The databag as a struct.
    ///
    /// # Errors
    /// As [`RemoteBag::read`].
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, ModelError> {
        let read = look(&self.relation, &self.target, false, |bag| databag::from_texts(&bag.pairs()))?;
        read.map_err(|error| databag_error(&self.relation, error))
    }

    /// Sets a key. To Juju an empty value means that there is no such key.
    ///
    /// # Errors
    /// `relation-get` failed (what is there is read first, to write only what changes), or the relation has ended.
    pub fn set(&self, key: &str, value: &str) -> Result<(), ModelError> {
        self.load_to_write()?;
        self.change(key, Some(value));
        Ok(())
    }

    /// Takes a key away.
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub fn remove(&self, key: &str) -> Result<(), ModelError> {
        self.load_to_write()?;
        self.change(key, None);
        Ok(())
    }

    /// Sets a key for each field of a struct, usually one with `#[databag]`; a field that is `None` takes its key away.
    /// Keys that the struct has no field for stay.
    ///
    /// # Errors
    /// As [`set`](Self::set), or a field cannot be written. Then nothing is changed.
    pub fn write(&self, fields: &impl Writable) -> Result<(), ModelError> {
        let changes = databag::changes(fields).map_err(|error| databag_error(&self.relation, error))?;
        self.load_to_write()?;
        for (key, value) in &changes {
            self.change(key, value.as_deref());
        }
        Ok(())
    }

    /// In its own relation-broken Juju still takes writes; of a relation that is not there it does not.
    fn load_to_write(&self) -> Result<(), ModelError> {
        look(&self.relation, &self.target, false, |_| ())?;
        if self.relation.cx.inner().relations.is_gone(self.relation.id()) {
            return Err(ModelError::RelationGone { relation: self.relation.to_string() });
        }
        Ok(())
    }

    fn change(&self, key: &str, value: Option<&str>) {
        self.relation.cx.inner().bags.change(&self.relation.key, &self.target, key, value);
    }
}

/// Reads a databag once a dispatch. Of what is gone there is nothing to read, and that is no error: a deferred event
/// may come after its relation, or its unit, has left.
fn look<T>(
    relation: &Relation,
    target: &Target,
    is_remote: bool,
    seen: impl Fn(&Bag) -> T,
) -> Result<T, ModelError> {
    let inner = relation.cx.inner();
    let read = || {
        match inner.tools.relation_get(&relation.key.name, target) {
            // What Juju says of a unit that is not in the relation any more.
            Err(error) if is_remote && error.is_permission_denied() => Ok(Texts::default()),
            Err(error) if error.is_relation_gone() => {
                if relation.may_refuse(target, &error) {
                    inner.tools.report_denial(&error);
                    return Err(error.into());
                }
                Ok(inner.relations.gone(relation.id()))
            }
            read => Ok(read?),
        }
    };
    inner.bags.look(&relation.key, target, &read, seen)
}

fn databag_error(relation: &Relation, source: DatabagError) -> ModelError {
    ModelError::Databag { relation: relation.to_string(), source }
}

// A databag may hold passwords: only whose it is is shown.
impl fmt::Debug for RemoteBag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RemoteBag({}", self.relation)?;
        if let Some(target) = &self.target {
            write!(f, " {}", target.name())?;
        }
        f.write_str(")")
    }
}

impl fmt::Debug for LocalBag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalBag({} {})", self.relation, self.target.name())
    }
}
