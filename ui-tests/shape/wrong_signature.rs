use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    fn install() {
    
    }

    #[on(start)]
    fn start(self, _cx: &Context) {
    
    }

    #[on(stop)]
    fn stop(&mut self) {
    
    }

    #[on(config_changed)]
    fn configure(&mut self, _cx: &mut Context) {
    
    }

    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, _event: RelationChanged, _more: u8) {
    
    }

    #[on(update_status)]
    fn update(_cx: &Context, _event: UpdateStatus) {
    
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context, _event: Install) -> Vec<Status> {
        vec![]
    }
}

ops::main!(WebApp);
