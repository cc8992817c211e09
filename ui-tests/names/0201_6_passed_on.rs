use ops::prelude::*;

macro_rules! charm {
    ($endpoint:literal) => {
        #[charm]
        struct WebApp;

        #[charm]
        impl WebApp {
            #[on(relation_changed = $endpoint)]
            fn handle(&mut self, cx: &Context, _event: RelationChanged) -> ops::Result {
                cx.relations(Self::ENDPOINTS.db)?;
                Ok(())
            }
        }
    };
}

charm!("bd");

ops::main!(WebApp);
