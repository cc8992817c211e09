//! Which endpoints `juju integrate` means.

use super::relations::End;
use super::{Model, Refused};

impl Model {
    /// The only pair of endpoints that fits, the one that requires first, and whether it is between a unit and the subordinate beside it.
    pub(super) fn fitting(&self, one: &str, other: &str) -> Result<([End; 2], bool), Refused> {
        let mut pairs = Vec::new();
        let (one, other) = (self.candidates(one)?, self.candidates(other)?);
        for (requires, provides) in [(&one, &other), (&other, &one)] {
            for requires in requires {
                pairs.extend(provides.iter().filter_map(|provides| self.fit(requires, provides)));
            }
        }
        // Juju's own endpoint is meant where no other is.
        if pairs.len() > 1 {
            let is_implicit = |end: &End| {
                let application = self.applications.get(&end.app);
                application.is_some_and(|application| application.charm.is_implicit(&end.endpoint))
            };
            pairs.retain(|([_, provides], _)| !is_implicit(provides));
        }
        match pairs.as_slice() {
            [] => Err(Refused::new("no relations found")),
            [(ends, is_container_scoped)] => Ok((ends.clone(), *is_container_scoped)),
            _ => {
                let (names, mut keys) = (names(&one, &other), Vec::new());
                for ([requires, provides], _) in &pairs {
                    let End { app, endpoint } = requires;
                    keys.push(format!("\"{app}:{endpoint} {}:{}\"", provides.app, provides.endpoint));
                }
                keys.sort();
                Err(Refused::new(format!("ambiguous relation: {names:?} could refer to {}", keys.join("; "))))
            }
        }
    }

    /// The endpoint of this name, or all of the application.
    fn candidates(&self, text: &str) -> Result<Vec<End>, Refused> {
        let (app, endpoint) = text.split_once(':').map_or((text, None), |(app, name)| (app, Some(name)));
        let endpoints = &self.alive(app)?.charm.endpoints;
        if let Some(name) = endpoint.filter(|name| !endpoints.contains_key(*name)) {
            return Err(Refused::new(format!("application {app:?} has no {name:?} relation")));
        }
        let wanted = endpoints.keys().filter(|name| endpoint.is_none_or(|wanted| wanted == *name));
        Ok(wanted.map(|name| End { app: app.to_owned(), endpoint: name.clone() }).collect())
    }

    fn fit(&self, requires: &End, provides: &End) -> Option<([End; 2], bool)> {
        let (one, other) = (self.applications.get(&requires.app)?, self.applications.get(&provides.app)?);
        let first = one.charm.endpoints.get(&requires.endpoint)?;
        let second = other.charm.endpoints.get(&provides.endpoint)?;
        let is_near = first.is_container_scoped || second.is_container_scoped;
        let fits = first.role == "requires"
            && second.role == "provides"
            && first.interface == second.interface
            // Of itself an application has its peers.
            && requires.app != provides.app
            && (!is_near || one.charm.is_subordinate != other.charm.is_subordinate);
        fits.then(|| ([requires.clone(), provides.clone()], is_near))
    }
}

fn names(one: &[End], other: &[End]) -> String {
    let app = |ends: &[End]| ends.first().map(|end| end.app.clone()).unwrap_or_default();
    format!("{} {}", app(one), app(other))
}
