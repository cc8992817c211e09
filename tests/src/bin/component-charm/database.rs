//! A component, and one that has it.

use ops::prelude::*;

#[event]
pub(crate) struct Created {
    pub(crate) endpoints: String,
}

#[event]
pub(crate) struct Noted {
    pub(crate) times: u32,
}

#[stored_state]
struct Seen {
    times: u32,
}

/// Emits what the other application says.
#[component(interface = "postgresql_client", role = "requires", events(created = Created))]
pub(crate) struct Database {
    #[endpoint]
    endpoint: Endpoint<Requires>,
    #[stored_state]
    seen: Seen,
}

#[component]
impl Database {
    #[on(relation_changed)]
    fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        self.seen.times += 1;
        info!("{}: heard {} times", self.endpoint, self.seen.times);
        if cx.config()?.get("is-ready") == Some(&false.into()) {
            event.defer();
            return Ok(());
        }
        if let Some(endpoints) = event.relation().remote_app()?.get("endpoints")? {
            cx.emit(&Created { endpoints })?;
        }
        Ok(())
    }

    #[on(event = Created)]
    fn created(&mut self, _cx: &Context, event: Created) {
        info!("{}: created at {}", self.endpoint, event.endpoints);
    }

    #[on(install)]
    fn install(&mut self, _cx: &Context) {
        info!("{}: installed", self.endpoint);
    }

    /// How often the other application was heard.
    pub(crate) fn times(&self) -> u32 {
        self.seen.times
    }
}

/// Has a database within it, at the same endpoint, and counts what that emits.
#[component(interface = "postgresql_client", role = "requires", events(noted = Noted))]
pub(crate) struct Notebook {
    #[component]
    inner: Database,
    #[stored_state]
    notes: Seen,
}

#[component]
impl Notebook {
    #[on(inner.created)]
    fn created(&mut self, cx: &Context, event: Emitted<Created>) -> ops::Result {
        self.notes.times += 1;
        info!("noted {}, heard {} times", event.endpoints, self.inner.times());
        cx.emit(&Noted { times: self.notes.times })?;
        Ok(())
    }
}
