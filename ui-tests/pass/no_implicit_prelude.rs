//! Nothing generated leans on what is in scope. `#[config]` and `#[action]` stand elsewhere: where there is no prelude,
//! the compiler does not know its own `diagnostic` attributes either.

use ops::prelude::*;

#[config]
struct Config {
    port: u16,
    admin_password: Option<SecretId>,
}

#[action("get-password")]
struct GetPassword {
    username: String,
    valid_for: Option<u32>,
}

mod bare {
    #![no_implicit_prelude]

    use ::ops::prelude::{ActionResult, Context, RelationChanged, charm, databag, on, stored_state};
    use ::std::option::Option;
    use ::std::result::Result::Ok;
    use ::std::string::String;

    use super::{Config, GetPassword};

    #[databag]
    struct Request {
        database: String,
        roles: Option<String>,
    }

    #[stored_state]
    struct State {
        count: u32,
        #[cfg(not(any()))]
        last: Option<String>,
    }

    #[charm]
    pub(crate) struct WebApp {
        #[config]
        config: Config,
        #[stored_state]
        state: State,
        scratch: u8,
    }

    #[charm(allow(unhandled_action))]
    impl WebApp {
        #[on(relation_changed = "db")]
        fn changed(&mut self, _cx: &Context, _event: RelationChanged) -> ::ops::Result {
            let _ = (&self.config.port, &self.config.admin_password, &self.scratch);
            let _ = (&self.state.count, &self.state.last);
            let request = Request { database: String::new(), roles: Option::None };
            let _ = (request.database, request.roles);
            Ok(())
        }

        #[on(action = "get-password")]
        fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult {
            let _ = (params.username, params.valid_for);
            Ok(())
        }
    }
}

fn main() {
    let _ = ops::__private::main::<bare::WebApp>;
}
