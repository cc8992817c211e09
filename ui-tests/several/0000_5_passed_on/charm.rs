use ops::prelude::*;

macro_rules! charm {
    ($name:ident, $argument:ident, $option:ident, $endpoint:literal, $event:ident, $action:literal, $($item:item)*) => {
        #[config(allow(unused_option))]
        struct Config {
            $option: u16,
        }

        #[action($action, allow(unused_parameter))]
        struct Params {
            username: String,
        }

        #[charm($argument = "local")]
        struct $name {
            #[config]
            config: Config,
        }

        #[charm(allow(unhandled_action))]
        impl $name {
            #[on(relation_changed = $endpoint)]
            fn changed(&mut self, cx: &Context) -> ops::Result {
                let _ = (cx.relations(Self::ENDPOINTS.db)?, self.config.$option);
                Ok(())
            }

            #[on($event)]
            fn install(&mut self, _cx: &Context) {}

            $($item)*
        }
    };
}

charm!(
    WebApp, stat, prot, "bd", instal, "get-pasword",
    #[on(start)]
    fn start(&self) {}
    #[on(stop)]
    async fn stop(&self, _cx: &Context) {}
);

fn of(params: &Params) -> &str {
    &params.username
}

const _: fn(&Params) -> &str = of;

ops::main!(WebApp);
