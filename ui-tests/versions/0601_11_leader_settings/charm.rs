use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(leader_settings_changed)]
    fn handle(&mut self, cx: &Context, _event: LeaderSettingsChanged) -> ops::Result {
        cx.unit();
        Ok(())
    }
}

ops::main!(WebApp);
