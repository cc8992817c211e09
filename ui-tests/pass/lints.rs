//! A public charm in a crate that is strict with itself.

#![deny(
    missing_debug_implementations,
    missing_docs,
    rust_2018_idioms,
    single_use_lifetimes,
    trivial_casts,
    unnameable_types,
    unreachable_pub,
    unused,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    warnings
)]

/// The charm.
pub mod charm {
    use ops::prelude::*;

    /// The options.
    #[derive(Debug)]
    #[config(allow(unused_option))]
    pub struct Config {
        /// Where to listen.
        pub port: u16,
    }

    /// The parameters.
    #[action("get-password", allow(unused_parameter))]
    #[derive(Debug)]
    pub struct GetPassword {
        /// Whose.
        pub username: String,
    }

    /// What is remembered.
    #[stored_state]
    #[derive(Debug)]
    pub struct State {
        /// How often.
        pub count: u32,
    }

    /// The charm.
    #[derive(Debug)]
    #[charm]
    pub struct WebApp {
        /// The options.
        #[config]
        pub config: Config,
        #[stored_state]
        state: State,
        scratch: Vec<u16>,
    }

    #[charm(allow(unhandled_action))]
    impl WebApp {
        #[on(relation_changed = "db")]
        fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
            self.state.count += 1;
            self.scratch.push(self.config.port);
            if cx.relations(Self::ENDPOINTS.db)?.is_empty() {
                event.defer();
            }
            Ok(())
        }

        /// Two lifetimes are no generic parameters, and a `where` is no harm.
        #[on(install)]
        fn install<'a, 'b>(&'a mut self, _cx: &'b Context)
        where
            'b: 'a,
        {
        }

        #[on(action = "get-password",)]
        fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult<String> {
            Ok(params.username)
        }
    }
}

fn main() {
    let _ = ops::__private::main::<charm::WebApp>;
}
