//! A charm that is sound, and in which a test plants one fault at a time.

mod tests;

use std::cell::Cell;

use ops::prelude::*;

/// What somebody may get wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// A new relation is taken to come after the first `config-changed`.
    Order,
    /// What was deferred once is taken to be possible the next time.
    LostDeferral,
    /// The application's databag is written without a look at who leads, past the library.
    WriteWithoutLead,
    /// Of two keys that go together, one is written an event later.
    SplitWrite,
    /// What was read once is taken to stay.
    StaleRead,
}

thread_local! {
    static PLANTED: Cell<Option<Fault>> = const { Cell::new(None) };
}

fn has(fault: Fault) -> bool {
    PLANTED.get() == Some(fault)
}

#[config(metadata = "fragile")]
struct Config {
    port: u16,
}

#[stored_state]
struct Known {
    port: Option<u16>,
    is_web_ready: bool,
    has_deferred: bool,
    endpoints: Option<String>,
}

#[charm(metadata = "fragile")]
struct Fragile {
    #[config]
    config: Config,
    #[stored_state]
    known: Known,
}

impl Fragile {
    /// Each website is told the port by its unit, and by the leader for all units.
    fn publish(&self, cx: &Context) -> ops::Result {
        let port = self.config.port.to_string();
        for relation in cx.relations(Self::ENDPOINTS.website)? {
            relation.local_unit().set("port", &port)?;
            if has(Fault::WriteWithoutLead) {
                let setting = format!("port={port}");
                cx.hook_tool("relation-set", &["-r", &relation.id().to_string(), "--app", &setting])?;
            } else if let Some(leader) = cx.leader()? {
                relation.local_app(&leader).set("port", &port)?;
            }
        }
        Ok(())
    }
}

#[charm(metadata = "fragile")]
impl Fragile {
    #[on(config_changed)]
    fn configure(&mut self, cx: &Context) -> ops::Result {
        self.known.port = Some(self.config.port);
        self.publish(cx)
    }

    #[on(leader_elected)]
    fn elected(&mut self, cx: &Context) -> ops::Result {
        self.publish(cx)
    }

    #[on(relation_created = "website")]
    fn website_created(&mut self, cx: &Context, event: RelationCreated) -> ops::Result {
        if has(Fault::Order) {
            let port = self.known.port.ok_or("there is no port yet")?;
            event.relation().local_unit().set("port", &port.to_string())?;
            return Ok(());
        }
        self.publish(cx)
    }

    #[on(relation_joined = "website")]
    fn website_joined(&mut self, _cx: &Context, event: RelationJoined) -> ops::Result {
        let bag = event.relation().local_unit();
        bag.set("username", "web")?;
        if !has(Fault::SplitWrite) {
            bag.set("greeting", "hello, web")?;
        }
        Ok(())
    }

    #[on(relation_changed = "website")]
    fn website_changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        if has(Fault::SplitWrite) {
            event.relation().local_unit().set("greeting", "hello, web")?;
        }
        Ok(())
    }

    #[on(pebble_ready = "web")]
    fn web_ready(&mut self, _cx: &Context, _event: PebbleReady) {
        self.known.is_web_ready = true;
    }

    #[on(relation_changed = "db")]
    fn database_changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        if !self.known.is_web_ready {
            if !has(Fault::LostDeferral) || !self.known.has_deferred {
                self.known.has_deferred = true;
                event.defer();
            }
            return Ok(());
        }
        // A deferred event may be of a relation that is gone.
        let Some(relation) = cx.relation(Self::ENDPOINTS.db)? else { return Ok(()) };
        let endpoints = relation.remote_app()?.get("endpoints")?;
        if !has(Fault::StaleRead) || self.known.endpoints.is_none() {
            self.known.endpoints = endpoints;
        }
        Ok(())
    }

    #[on(relation_broken = "db")]
    fn database_gone(&mut self, _cx: &Context, _event: RelationBroken) {
        self.known.endpoints = None;
    }

    #[on(action = "show")]
    fn show(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Status {
        match &self.known.endpoints {
            _ if !self.known.is_web_ready => Status::waiting("for the container"),
            None => Status::waiting("for the database"),
            Some(endpoints) => Status::Active(format!("uses {endpoints}")),
        }
    }
}
