use ops::prelude::*;

macro_rules! charm {
    ($(#[$attribute:meta] fn $method:ident($($parameter:ident: $type:ty),*) -> $output:ty $body:block)*) => {
        #[charm]
        struct WebApp;

        #[charm(allow(unhandled_action))]
        impl WebApp {
            $(#[$attribute] fn $method(&mut self, $($parameter: $type),*) -> $output $body)*
        }
    };
}

charm! {
    #[on(config_changed, upgrade_charm)]
    fn configure(_config: &ConfigChanged) -> ops::Result { Ok(()) }
}

ops::main!(WebApp);
