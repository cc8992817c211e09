//! Two charms in one crate, each with metadata of its own.

use ops::prelude::*;

mod one {
    use super::*;

    #[charm]
    pub struct WebApp;

    #[charm(metadata = "pass/two_charms")]
    impl WebApp {
        #[on(relation_changed = "db")]
        fn changed(&mut self, _cx: &Context) {
            let _ = Self::ENDPOINTS.db;
        }
    }
}

mod other {
    use super::*;

    #[charm(metadata = "pass/two_charms/other")]
    pub struct WebApp;

    #[charm(metadata = "pass/two_charms/./other/")]
    impl WebApp {
        #[on(relation_changed = "cache")]
        fn changed(&mut self, _cx: &Context) {
            let _ = Self::ENDPOINTS.cache;
        }
    }
}

fn main() {
    let _ = (ops::__private::main::<one::WebApp>, ops::__private::main::<other::WebApp>);
}
