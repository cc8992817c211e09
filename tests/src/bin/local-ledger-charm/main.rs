//! A charm with a ledger, whose state is in a file.

#[path = "../ledger-charm/ledger.rs"]
mod ledger;

use ledger::{Entered, Ledger};
use ops::prelude::*;

#[stored_state]
struct Totals {
    entered: usize,
}

#[charm(state = "local")]
struct LocalLedgerCharm {
    #[component(endpoint = "db")]
    ledger: Ledger,
    #[stored_state]
    totals: Totals,
}

#[charm]
impl LocalLedgerCharm {
    #[on(ledger.entered)]
    fn count(&mut self, _cx: &Context, event: Entered) {
        self.totals.entered += event.number;
    }
}

ops::main!(LocalLedgerCharm);
