//! A trait whose methods every type has, by value: they come before methods by reference, unless nothing looks for those.
#![allow(dead_code)]

use ops::prelude::*;

trait Everything: Sized {
    fn as_ref(self) {}
    fn err(self) {}
    fn required(self) {}
    fn optional(self) {}
    fn config(self) {}
    fn stored_state(self) {}
    fn fresh(self) {}
    fn context(self) {}
    fn plain(self) {}
    fn event(self) {}
    fn action(self) {}
    fn action_plain(self) {}
    fn unit_status(self) {}
    fn may_defer(self) {}
    fn new() {}
    fn default() {}
}

impl<T> Everything for T {}

#[config]
struct Config {
    port: u16,
    admin_password: Option<SecretId>,
}

#[stored_state]
struct State {
    count: u8,
}

#[action("get-password")]
struct GetPassword {
    username: String,
    valid_for: Option<u8>,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
    scratch: u8,
}

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) {}

    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, _event: RelationChanged) {}

    #[on(action = "get-password")]
    fn get_password(&mut self, _cx: &Context, _params: GetPassword) -> ActionResult {
        Ok(())
    }

    #[on(action = "restart")]
    fn restart(&mut self, _cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Status {
        Status::active()
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
