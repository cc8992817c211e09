use ops::prelude::*;

#[charm(metadata = "subjects/bare")]
struct WebApp;

#[charm(metadata = "subjects/bare")]
impl WebApp {
    #[on(relation_changed)]
    fn handle(&mut self, _cx: &Context, _event: RelationChanged) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
