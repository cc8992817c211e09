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

fn main() {
    assert_eq!(<WebApp as ops::__private::Charm>::HANDLERS.len(), 4);
    assert_eq!(WebApp::ANSWER, 42);
}
