use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(leader_elected, leader_settings_changed)]
    fn handle(&mut self, _cx: &Context, _event: LifecycleEvent) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
