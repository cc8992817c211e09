use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(leader_elected, leader_settings_changed)]
    fn leader(&mut self, _cx: &Context) {}
}

ops::main!(WebApp);
