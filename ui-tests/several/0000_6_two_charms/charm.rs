//! Two charms in one crate: a mistake in one of them is no mistake of the other.

use ops::prelude::*;

mod web {
    use ops::prelude::*;

    #[charm]
    pub(super) struct Charm;

    #[charm(allow(unhandled_action))]
    impl Charm {
        #[on(relation_changed = "bd")]
        fn changed(&mut self, cx: &Context) -> ops::Result {
            cx.relations(Self::ENDPOINTS.db)?;
            Ok(())
        }
    }
}

#[charm]
struct Charm {
    other: Vec<web::Charm>,
}

#[charm(allow(unhandled_action))]
impl Charm {
    #[on(relation_changed = "db")]
    fn changed(&mut self, cx: &Context) -> ops::Result {
        cx.relations(Self::ENDPOINTS.db)?;
        self.other.clear();
        Ok(())
    }

    #[on(pebble_ready = "wbe")]
    fn ready(&mut self, _cx: &Context) {}
}

ops::main!(Charm);
