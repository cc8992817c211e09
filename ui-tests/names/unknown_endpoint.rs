use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "bd")]
    fn database_changed(&mut self, _cx: &Context, _event: RelationChanged) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
