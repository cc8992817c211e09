//! A charm with a ledger, whose state is kept by Juju.

mod ledger;

use ledger::{Entered, Ledger};
use ops::prelude::*;

#[stored_state]
struct Totals {
    entered: usize,
}

#[charm]
struct LedgerCharm {
    #[component(endpoint = "db")]
    ledger: Ledger,
    #[stored_state]
    totals: Totals,
}

#[charm]
impl LedgerCharm {
    #[on(ledger.entered)]
    fn count(&mut self, _cx: &Context, event: Entered) {
        self.totals.entered += event.number;
    }
}

ops::main!(LedgerCharm);
