use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(config_changed, upgrade_charm)]
    fn configure(&mut self, _cx: &Context, event: LifecycleEvent) {
        event.defer();
    }

    #[on(relation_created = "db", relation_changed = "db", relation_broken = "website")]
    fn related(&mut self, _cx: &Context, event: RelationEvent) -> ops::Result {
        event.defer();
        Ok(())
    }

    #[on(relation_changed = "website")]
    fn a(&self, _cx: &Context) {
    
    }

    #[on(start, action = "restart")]
    fn b(&self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
