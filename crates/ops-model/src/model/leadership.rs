//! Who leads an application.

use super::{Model, Refused};

impl Model {
    /// The unit that leads an application: the first, until it is gone or [deposed](Self::depose).
    pub fn leader(&self, app: &str) -> Option<&str> {
        let application = self.applications.get(app)?;
        let unit = application.units.get(&application.leader?)?;
        Some(&unit.state().unit)
    }

    /// Takes the lead from a unit, as when its agent was not heard of for too long; the next one has it then. A unit that is alone,
    /// or does not lead, goes on as before. What a leader's hook that runs meanwhile writes in its application's name is refused.
    ///
    /// # Errors
    /// There is no such unit.
    pub fn depose(&mut self, unit: &str) -> Result<(), Refused> {
        let (application, number) = self.application_of(unit)?;
        if application.leader == Some(number) {
            let alive =
                application.units.iter().filter(|(_, unit)| !unit.is_dying()).map(|(other, _)| *other);
            let others: Vec<u64> = alive.filter(|other| *other != number).collect();
            let next = others.iter().find(|other| **other > number).or(others.first()).copied();
            let app = crate::state::application(unit).to_owned();
            if let (Some(next), Some(application)) = (next, self.applications.get_mut(&app)) {
                application.leader = Some(next);
            }
        }
        self.refresh();
        Ok(())
    }

    /// A dying leader leads until it is gone.
    pub(super) fn elect(&mut self) {
        for application in self.applications.values_mut() {
            if application.leader.is_none_or(|leader| !application.units.contains_key(&leader)) {
                let mut alive = application.units.iter().filter(|(_, unit)| !unit.is_dying());
                application.leader = alive.next().map(|(number, _)| *number);
            }
            for (number, unit) in &mut application.units {
                unit.lead(application.leader == Some(*number));
            }
        }
    }
}
