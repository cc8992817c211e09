//! Fields and handlers under `#[cfg(…)]`: what is generated for them is there when they are.

use ops::prelude::*;

#[config]
struct Config {
    port: u16,
    #[cfg(any())]
    no_such_option: Nothing,
    #[cfg(not(any()))]
    log_level: String,
}

#[config]
struct Empty {
    #[cfg(any())]
    port: u16,
}

#[stored_state]
struct State {
    #[cfg(any())]
    count: Nothing,
    #[cfg(all(not(any()), unix))]
    #[cfg(not(windows))]
    count: u32,
}

#[databag]
struct Request {
    database: String,
    #[cfg(any())]
    roles: Nothing,
}

#[action("get-password")]
struct GetPassword {
    username: String,
    #[cfg(any())]
    no_such_parameter: Nothing,
}

#[charm]
struct WebApp {
    #[cfg(any())]
    #[config]
    config: Nothing,
    #[config]
    #[cfg(not(any()))]
    config: Config,
    #[stored_state]
    #[cfg(any())]
    state: Nothing,
    #[cfg(not(any()))]
    #[stored_state]
    state: State,
    #[cfg(any())]
    scratch: Nothing,
}

#[charm]
impl WebApp {
    #[cfg(any())]
    #[on(relation_changed = "no-such-endpoint")]
    fn gone(&mut self, _cx: &Context, _event: Nothing) {}

    #[on(config_changed)]
    #[cfg(any())]
    fn configure(&mut self) -> Nothing {}

    #[on(config_changed)]
    #[cfg(not(any()))]
    fn configure(&mut self, _cx: &Context) {
        self.state.count += u32::from(self.config.port);
        let _ = (&self.config.log_level, Request { database: String::new() });
    }

    #[cfg(any())]
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, _params: Nothing) -> ActionResult {
        Ok(())
    }

    #[cfg(not(any()))]
    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _ = params.username;
        Ok(())
    }
}

fn main() {
    use ops::__private::CharmStruct;
    assert!(WebApp::HAS_STORED_STATE);
    assert_eq!(<WebApp as ops::__private::Charm>::HANDLERS.len(), 2);
    let _ = ops::__private::main::<WebApp>;
    let _ = <Empty as ops::__private::FromConfig>::from_config;
}
