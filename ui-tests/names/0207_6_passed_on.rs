use ops::prelude::*;

macro_rules! charm {
    ($event:ident) => {
        #[charm]
        struct WebApp;

        #[charm]
        impl WebApp {
            #[on($event = "db")]
            fn handle(&mut self, cx: &Context, _event: RelationChanged) -> ops::Result {
                cx.relations(Self::ENDPOINTS.db)?;
                Ok(())
            }
        }
    };
}

charm!(relation_chnaged);

ops::main!(WebApp);
