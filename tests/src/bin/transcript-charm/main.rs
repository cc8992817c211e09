//! A charm that does the one thing that the variable `OPERATION` names, and prints it and what came of it.

mod operations;

use operations::perform;
use ops::prelude::*;
use serde::Serialize;

#[charm]
struct Charm;

#[action("add")]
struct Add {
    left: i64,
    right: i64,
}

#[derive(Serialize)]
struct Sum {
    sum: i64,
}

// No handler here takes an event that it could defer: then the charm has no state, and asks for none.
#[charm]
impl Charm {
    #[on(start)]
    fn start(&mut self, cx: &Context) {
        perform(cx);
    }

    #[on(action = "perform")]
    fn perform(&mut self, cx: &Context) -> ActionResult {
        perform(cx);
        Ok(())
    }

    #[on(action = "add")]
    fn add(&mut self, _cx: &Context, params: Add) -> ActionResult<Sum> {
        if params.left < 0 {
            return Err("it is to be left as it is".into());
        }
        Ok(Sum { sum: params.left + params.right })
    }

    #[on(secret_rotate)]
    fn rotate(&mut self, cx: &Context) {
        perform(cx);
    }

    #[on(secret_expired)]
    fn expired(&mut self, _cx: &Context, event: SecretExpired) -> ops::Result {
        event.remove_revision()?;
        Ok(())
    }
}

ops::main!(Charm);
