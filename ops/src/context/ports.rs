//! The unit's ports, as they will be when the hook has ended.

use std::cell::RefCell;

use crate::error::ModelError;
use crate::hook_tools::Tools;
use crate::names::{Binding, NameError};
use crate::pairs::{Pairs, insert_in_order};
use crate::port::Port;

/// Juju's word for «all endpoints».
const ALL: &str = "*";

/// Each open port with the endpoints that it is open for, or `*`.
type Opened = Pairs<Port, Vec<String>>;

/// What is known of the unit's ports. `opened-ports` tells how they were when the hook began or, from some version on, how they will
/// be: what was done since is kept here, and comes to the same on top of either.
#[derive(Default)]
pub(super) struct Ports {
    before: RefCell<Option<Opened>>,
    changes: RefCell<Vec<Change>>,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) opens: bool,
    pub(super) port: Port,
    /// None: for all.
    pub(super) endpoints: Vec<Binding>,
}

impl Ports {
    /// How they will be.
    pub(super) fn opened(&self, tools: &Tools) -> Result<Opened, ModelError> {
        if self.before.borrow().is_none() {
            let mut before = Opened::default();
            for text in tools.opened_ports()? {
                let (port, endpoints) = read(&text).map_err(ModelError::name_of("opened-ports"))?;
                before.insert(port, endpoints);
            }
            *self.before.borrow_mut() = Some(before);
        }
        let mut opened = self.before.borrow().clone().unwrap_or_default();
        for change in self.changes.borrow().iter() {
            apply(change, &mut opened);
        }
        Ok(opened)
    }

    /// Those that are open for an endpoint.
    pub(super) fn opened_for(&self, endpoint: &str, tools: &Tools) -> Result<Vec<Port>, ModelError> {
        let mut opened = self.opened(tools)?;
        opened.retain(|_, endpoints| endpoints.iter().any(|name| name == ALL || name == endpoint));
        Ok(ports(&opened))
    }

    /// Opens or closes a port, unless it is known to be so already.
    pub(super) fn change(&self, change: Change, tools: &Tools) -> Result<(), ModelError> {
        if self.is_known(&change) {
            return Ok(());
        }
        let endpoints: Vec<&str> = change.endpoints.iter().map(|endpoint| endpoint.name()).collect();
        let (port, endpoints) = (change.port.to_string(), endpoints.join(","));
        if change.opens {
            tools.open_port(&port, &endpoints)?;
        } else {
            tools.close_port(&port, &endpoints)?;
        }
        self.changes.borrow_mut().push(change);
        Ok(())
    }

    fn is_known(&self, change: &Change) -> bool {
        if let Some(last) = self.changes.borrow().iter().rev().find(|last| last.port == change.port) {
            return last == change;
        }
        let before = self.before.borrow();
        let Some(before) = before.as_ref() else { return false };
        let mut after = before.clone();
        apply(change, &mut after);
        after == *before
    }

    /// Opens these for all endpoints, and closes all others.
    pub(super) fn set(&self, wanted: &[Port], tools: &Tools) -> Result<(), ModelError> {
        let opened = self.opened(tools)?;
        // Closed first: what is to be opened may lie in a range that is to be closed.
        for port in ports(&opened).into_iter().filter(|port| !wanted.contains(port)) {
            self.change(Change { opens: false, port, endpoints: Vec::new() }, tools)?;
        }
        for port in wanted {
            if !opened.get(port).is_some_and(|endpoints| is_all(endpoints)) {
                self.change(Change { opens: true, port: *port, endpoints: Vec::new() }, tools)?;
            }
        }
        Ok(())
    }
}

pub(super) fn ports(opened: &Opened) -> Vec<Port> {
    opened.as_slice().iter().map(|(port, _)| *port).collect()
}

fn is_all(endpoints: &[String]) -> bool {
    endpoints.iter().any(|name| name == ALL)
}

/// `8000-8010/udp (db, www)`
fn read(text: &str) -> Result<(Port, Vec<String>), NameError> {
    let (port, endpoints) = text.split_once(" (").unwrap_or((text, ALL));
    let endpoints = endpoints.trim_end_matches(')').split(',').map(|name| name.trim().to_owned()).collect();
    Ok((port.parse()?, endpoints))
}

/// Changes the ports as Juju will when the hook has ended.
fn apply(change: &Change, opened: &mut Opened) {
    let named = |name: &str| change.endpoints.iter().any(|endpoint| endpoint.name() == name);
    match (change.opens, change.endpoints.is_empty()) {
        (true, true) => {
            opened.insert(change.port, vec![ALL.to_owned()]);
        }
        (true, false) => {
            let mut endpoints = opened.remove(&change.port).unwrap_or_default();
            if !is_all(&endpoints) {
                endpoints.retain(|name| !named(name));
                for endpoint in &change.endpoints {
                    insert_in_order(&mut endpoints, endpoint.name().to_owned());
                }
            }
            opened.insert(change.port, endpoints);
        }
        (false, true) => {
            opened.remove(&change.port);
        }
        (false, false) => {
            let Some(endpoints) = opened.get_mut(&change.port) else { return };
            // What was open for all stays so for the others, whoever they are: an empty set.
            let is_for_others = is_all(endpoints) || endpoints.is_empty();
            endpoints.retain(|name| name != ALL && !named(name));
            if endpoints.is_empty() && !is_for_others {
                opened.remove(&change.port);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::backend::recording::Recording;

    fn ports() -> (Arc<Recording>, Tools, Ports) {
        let juju = Recording::new([("opened-ports", r#"["80/tcp (*)","8000-8010/udp (db, www)","icmp"]"#)]);
        (juju.clone(), Tools::new(juju), Ports::default())
    }

    fn change(opens: bool, port: impl Into<Port>, endpoints: &[&'static str]) -> Change {
        let endpoints = endpoints.iter().map(|name| Binding::new(name)).collect();
        Change { opens, port: port.into(), endpoints }
    }

    fn shown(ports: &Ports, tools: &Tools) -> Vec<String> {
        let line = |(port, endpoints): &(Port, Vec<String>)| format!("{port} {}", endpoints.join(","));
        ports.opened(tools).unwrap().as_slice().iter().map(line).collect()
    }

    #[test]
    fn what_was_done_since_the_hook_began_is_seen() {
        let (juju, tools, ports) = ports();
        ports.change(change(true, 443, &[]), &tools).unwrap();
        ports.change(change(false, 80, &["db"]), &tools).unwrap();
        ports.change(change(false, 80, &["www"]), &tools).unwrap();
        ports.change(change(false, Port::udp(8000).to(8010), &["db"]), &tools).unwrap();
        assert_eq!(shown(&ports, &tools), ["icmp *", "80/tcp ", "443/tcp *", "8000-8010/udp www"]);
        assert_eq!(ports.opened_for("www", &tools).unwrap().len(), 3);
        assert_eq!(ports.opened_for("db", &tools).unwrap().len(), 2);
        let lines = juju.lines();
        assert_eq!(lines.len(), 5, "{lines:?}");
        assert_eq!(lines[1], "close-port --endpoints db 80/tcp");
    }

    #[test]
    fn a_juju_that_tells_it_itself_is_understood() {
        let (juju, tools, ports) = ports();
        ports.change(change(true, 443, &[]), &tools).unwrap();
        ports.change(change(true, 8080, &["db"]), &tools).unwrap();
        ports.change(change(false, Port::icmp(), &[]), &tools).unwrap();
        let now = r#"["80/tcp (*)","443/tcp (*)","8080/tcp (db)","8000-8010/udp (db, www)"]"#;
        juju.answer("opened-ports", now);
        assert_eq!(shown(&ports, &tools), ["80/tcp *", "443/tcp *", "8000-8010/udp db,www", "8080/tcp db"]);
    }

    #[test]
    fn what_is_known_to_be_so_is_not_asked_for_again() {
        let (juju, tools, ports) = ports();
        for _ in 0..2 {
            ports.change(change(true, 443, &[]), &tools).unwrap();
        }
        assert_eq!(juju.lines(), ["open-port 443/tcp"]);
        ports.opened(&tools).unwrap();
        ports.change(change(true, 80, &["db"]), &tools).unwrap();
        ports.change(change(false, 81, &[]), &tools).unwrap();
        assert_eq!(juju.lines(), ["opened-ports --format=json --endpoints"]);
        ports.change(change(false, 443, &[]), &tools).unwrap();
        ports.change(change(true, 443, &[]), &tools).unwrap();
        assert_eq!(juju.lines(), ["close-port 443/tcp", "open-port 443/tcp"]);
    }

    #[test]
    fn setting_closes_first_and_opens_for_all() {
        let (juju, tools, ports) = ports();
        let wanted = [Port::tcp(80), Port::tcp(443), Port::udp(8000).to(8010), Port::tcp(443)];
        ports.set(&wanted, &tools).unwrap();
        ports.set(&wanted, &tools).unwrap();
        assert_eq!(
            juju.lines(),
            [
                "opened-ports --format=json --endpoints",
                "close-port icmp",
                "open-port 443/tcp",
                "open-port 8000-8010/udp",
            ]
        );
    }

    #[test]
    fn what_does_not_read_is_an_error() {
        let (juju, tools, ports) = ports();
        juju.answer("opened-ports", r#"["all of them"]"#);
        assert!(ports.opened(&tools).unwrap_err().to_string().contains("all of them"));
    }
}
