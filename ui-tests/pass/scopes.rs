//! Charms in a function, behind a path of visibility, and with the library behind a facade of the charm's own.
#![deny(warnings, missing_docs, unreachable_pub, missing_debug_implementations)]

mod facade {
    pub(crate) use ops::*;
}

mod deep {
    pub(super) mod er {
        use crate::facade::prelude::*;

        #[config(crate = "crate::facade", allow(unused_option))]
        #[derive(Debug)]
        pub(in crate::deep) struct Config {
            pub(super) port: u16,
        }

        #[stored_state(crate = "super::super::facade")]
        #[derive(Debug)]
        struct State {
            count: u16,
        }

        #[charm(crate = "crate::facade")]
        #[derive(Debug)]
        pub(in super::super) struct WebApp {
            #[config]
            pub(super) config: Config,
            #[stored_state]
            state: State,
        }

        type Alias = WebApp;

        #[charm(crate = "super::super::facade", allow(unhandled_action))]
        impl Alias {
            #[on(install)]
            fn install<'a>(&'a mut self, _cx: &'a Context, _event: Install) {
                self.state.count += self.config.port;
            }
        }
    }

    pub(super) fn endpoint() -> ops::Endpoint<ops::Requires, ops::Single> {
        er::WebApp::ENDPOINTS.db
    }
}

fn main() {
    use ops::prelude::*;

    #[config(allow(unused_option))]
    struct Config {
        port: u16,
    }

    #[databag]
    struct Request {
        database: String,
    }

    #[action("get-password", allow(unused_parameter))]
    struct GetPassword {
        username: String,
    }

    #[charm]
    struct WebApp {
        #[config]
        config: Config,
    }

    #[charm(allow(unhandled_action))]
    impl WebApp {
        #[on(action = "get-password")]
        fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult {
            let request = Request { database: params.username };
            Err(format!("{} {} {}", request.database, self.config.port, Self::OPTIONS.port.name()).into())
        }
    }

    let _ = (ops::__private::main::<WebApp>, ops::__private::main::<deep::er::WebApp>);
    let _ = deep::endpoint();
}
