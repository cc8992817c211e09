use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(start)]
    fn start(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(config_changed)]
    fn config_changed(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(upgrade_charm)]
    fn upgrade_charm(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(update_status)]
    fn update_status(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(stop)]
    fn stop(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(remove)]
    fn remove(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(leader_elected)]
    fn leader_elected(&mut self, _cx: &Context, _event: PebbleReady) {}

    #[on(leader_settings_changed)]
    fn leader_settings_changed(&mut self, _cx: &Context, _event: PebbleReady) {}
}

ops::main!(WebApp);
