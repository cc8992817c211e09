//! A component that writes down what it was asked to handle, in the order in which it was, and keeps events of Juju's and its own.

use ops::prelude::*;

/// An entry was made.
#[event]
pub(crate) struct Entered {
    pub(crate) number: usize,
}

/// What is kept.
#[stored_state]
struct Book {
    entries: Vec<String>,
    ballast: String,
}

#[component(interface = "ledger", role = "requires", events(entered = Entered))]
pub(crate) struct Ledger {
    #[endpoint]
    endpoint: Endpoint<Requires>,
    #[stored_state]
    book: Book,
}

#[component]
impl Ledger {
    #[on(relation_changed)]
    fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        let unit = event.unit().map(ToString::to_string).unwrap_or_default();
        if held(cx, "changed")? {
            self.enter(cx, format!("{unit} is to wait"))?;
            event.defer();
            return Ok(());
        }
        let number = self.enter(cx, unit)?;
        cx.unit().set_status(Status::maintenance(format!("entry {number} of {}", self.endpoint)))?;
        event.relation().local_unit().set("entries", &number.to_string())?;
        cx.emit(&Entered { number })?;
        Ok(())
    }

    #[on(event = Entered)]
    fn entered(&mut self, cx: &Context, event: Emitted<Entered>) -> ops::Result {
        if held(cx, "entered")? {
            self.enter(cx, format!("{} is to be entered", event.number))?;
            event.defer();
        } else {
            self.enter(cx, format!("{} is entered", event.number))?;
        }
        Ok(())
    }
}

impl Ledger {
    /// Gives the number of the entry.
    fn enter(&mut self, cx: &Context, entry: String) -> ops::Result<usize> {
        let config = cx.config()?;
        let bytes = config.get("ballast").and_then(|value| value.as_u64()).unwrap_or_default();
        self.book.entries.push(entry);
        self.book.ballast = "x".repeat(usize::try_from(bytes)?);
        Ok(self.book.entries.len())
    }
}

/// Whether the option `hold` names it.
fn held(cx: &Context, event: &str) -> ops::Result<bool> {
    let config = cx.config()?;
    let hold = config.get("hold").and_then(|value| value.as_str()).unwrap_or_default();
    Ok(hold.split(',').any(|held| held == event))
}
