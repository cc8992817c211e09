//! What a move does to what is around the unit.

use ops_model::resolver::WorkloadEventKind;
use ops_model::{StorageInstance, Unit};

use super::moves::{Move, UNITS};

impl Move {
    /// What is around the unit changes, if it can.
    pub(super) fn happen(&self, unit: &mut Unit) {
        match self {
            Self::Relate { endpoint, most } => {
                if relations(unit, endpoint).len() < *most {
                    unit.relate(endpoint, &format!("remote-{endpoint}"));
                }
            }
            Self::Join(endpoint, number) => {
                if let Some((id, other)) = other_unit(unit, endpoint, *number) {
                    unit.join(id, &other);
                }
            }
            Self::Depart(endpoint, number) => {
                if let Some((id, other)) = other_unit(unit, endpoint, *number) {
                    unit.depart(id, &other);
                }
            }
            Self::WriteUnit(endpoint, number, data) => {
                if let Some((id, other)) = other_unit(unit, endpoint, *number) {
                    unit.write_unit(id, &other, data.clone());
                }
            }
            Self::WriteApp(endpoint, data) => {
                if let Some((id, _)) = relations(unit, endpoint).pop() {
                    unit.write_app(id, data.clone());
                }
            }
            Self::EndRelation(endpoint) => {
                if let Some((id, _)) = relations(unit, endpoint).first() {
                    unit.end_relation(*id);
                }
            }
            Self::Configure(option, value) => unit.configure(option, value.clone()),
            Self::Lead(leads) => unit.lead(*leads),
            Self::PebbleReady(container) => unit.workload_event(container, WorkloadEventKind::Ready),
            Self::Ask(action, params) => unit.ask(action, params.clone()),
            Self::Attach { storage, most, is_block } => {
                let all = &unit.state().storages;
                let next = all.iter().filter_map(StorageInstance::index).max().map_or(0, |last| last + 1);
                if (all.iter().filter(|instance| instance.name() == storage).count() as u64) < *most {
                    unit.attach(StorageInstance::named(storage, next, *is_block));
                }
            }
            Self::Detach(storage) => {
                let found = unit.state().storages.iter().find(|instance| instance.name() == storage);
                if let Some(id) = found.map(|instance| instance.id.clone()) {
                    unit.detach(&id);
                }
            }
            Self::RotateSecrets => {
                let ids: Vec<_> = unit.state().secrets.iter().map(|secret| secret.id.clone()).collect();
                ids.iter().for_each(|id| unit.rotate_secret(id));
            }
            Self::Upgrade => unit.upgrade(),
            Self::Reboot => unit.reboot(),
            Self::UpdateStatus => unit.update_status(),
            Self::Retry => unit.retry(),
            // These are the game's own.
            Self::Step(_) | Self::Fault(_) => {}
        }
    }
}

/// The numbers of the relations of an endpoint, the youngest last, each with the application on the other side.
fn relations(unit: &Unit, endpoint: &str) -> Vec<(u64, String)> {
    let of_it = unit.state().relations.iter().filter(|relation| relation.endpoint == endpoint);
    of_it.map(|relation| (relation.id, relation.remote_app.clone())).collect()
}

/// The youngest relation of an endpoint, and a unit on its other side, which among peers is another than this one.
fn other_unit(unit: &Unit, endpoint: &str, number: u64) -> Option<(u64, String)> {
    let (id, app) = relations(unit, endpoint).pop()?;
    let other = format!("{app}/{number}");
    Some((id, if other == unit.state().unit { format!("{app}/{UNITS}") } else { other }))
}
