//! A charm whose parts a `macro_rules!` macro puts together.

use ops::prelude::*;

macro_rules! charm {
    ($name:ident, $action:literal, $params:ident, $option:literal, $endpoint:literal, $kind:ident, $event:ty,
     $count:ty, $visibility:vis, $output:ty, $body:block, $($item:item)*) => {
        #[config]
        struct Config {
            #[config(name = $option)]
            field: $count,
        }

        #[action($action)]
        struct $params {
            username: String,
        }

        #[charm]
        $visibility struct $name {
            #[config]
            config: Config,
            scratch: $count,
        }

        #[charm]
        impl $name {
            #[on(install)]
            fn install(&mut self, _cx: &Context) -> $output $body

            #[on($kind = $endpoint)]
            $visibility fn changed(&mut self, _cx: &Context, _event: $event) {
                self.scratch = self.config.field;
            }

            #[on(action = $action)]
            fn act(&self, _cx: &$crate::Context, params: $crate::$params) -> ActionResult<String> {
                Ok(params.username)
            }

            $($item)*
        }
    };
}

charm!(
    WebApp, "get-password", GetPassword, "port", "db", relation_changed, RelationChanged,
    u16, pub(crate), ops::Result, { Ok(()) },
    #[on(start)]
    fn start(&self, _cx: &Context) {}
    const ANSWER: u8 = 42;
);

/// The types come from outside, as tokens that are no fragment of a type.
mod types_as_tokens {
    use ops::prelude::*;

    macro_rules! parts {
        ($port:ident, $username:ident, $option:tt, $count:tt, $cx:ident, $event:ident, $scratch:ident) => {
            #[config]
            struct Config {
                port: $port,
                admin_password: $option<SecretId>,
            }

            #[action("get-password")]
            struct GetPassword {
                username: $username,
                valid_for: $option<$count>,
            }

            #[stored_state]
            struct State {
                count: $count,
            }

            #[databag]
            struct Request {
                count: $count,
            }

            #[charm]
            pub(super) struct Parts {
                #[config]
                config: Config,
                #[stored_state]
                state: State,
                $scratch: $count,
            }

            #[charm(allow(unhandled_action))]
            impl Parts {
                #[on(relation_changed = "db")]
                fn changed(&mut self, _cx: &$cx, _event: $event) {
                    self.$scratch = self.state.count + Request { count: 1 }.count;
                    let _ = (self.config.port, &self.config.admin_password);
                }

                #[on(action = "get-password")]
                fn get_password(&self, _cx: &$cx, params: GetPassword) -> ActionResult {
                    let _ = (params.username, params.valid_for);
                    Ok(())
                }
            }
        };
    }

    parts!(u16, String, Option, u32, Context, RelationChanged, scratch);
}

/// The items come from outside, whole.
mod items {
    use ops::prelude::*;

    macro_rules! attributed {
        ($item:item) => {
            #[charm]
            $item
        };
    }

    attributed!(
        pub(super) struct Items {
            scratch: u8,
        }
    );
    attributed!(
        #[allow(deprecated)] // What is not handled is not what is tried here.
        impl Items {
            #[on(install)]
            fn install(&mut self, _cx: &Context) {
                self.scratch += 1;
            }
        }
    );
}

fn main() {
    let _ = (ops::__private::main::<types_as_tokens::Parts>, ops::__private::main::<items::Items>);
    assert_eq!(<WebApp as ops::__private::Charm>::HANDLERS.len(), 4);
    assert_eq!(WebApp::ANSWER, 42);
}
