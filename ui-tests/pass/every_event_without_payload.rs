use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context) {}

    #[on(start)]
    fn start(&mut self, _cx: &Context) {}

    #[on(config_changed)]
    fn config_changed(&mut self, _cx: &Context) {}

    #[on(upgrade_charm)]
    fn upgrade_charm(&mut self, _cx: &Context) {}

    #[on(update_status)]
    fn update_status(&mut self, _cx: &Context) {}

    #[on(stop)]
    fn stop(&mut self, _cx: &Context) {}

    #[on(remove)]
    fn remove(&mut self, _cx: &Context) {}

    #[on(leader_elected)]
    fn leader_elected(&mut self, _cx: &Context) {}

    #[on(leader_settings_changed)]
    fn leader_settings_changed(&mut self, _cx: &Context) {}

    #[on(secret_changed)]
    fn secret_changed(&mut self, _cx: &Context) {}

    #[on(secret_expired)]
    fn secret_expired(&mut self, _cx: &Context) {}

    #[on(secret_remove)]
    fn secret_remove(&mut self, _cx: &Context) {}

    #[on(secret_rotate)]
    fn secret_rotate(&mut self, _cx: &Context) {}

    #[on(relation_created = "db")]
    fn relation_created(&mut self, _cx: &Context) {}

    #[on(relation_joined = "db")]
    fn relation_joined(&mut self, _cx: &Context) {}

    #[on(relation_changed = "db")]
    fn relation_changed(&mut self, _cx: &Context) {}

    #[on(relation_departed = "website")]
    fn relation_departed(&mut self, _cx: &Context) {}

    #[on(relation_broken = "cluster-members")]
    fn relation_broken(&mut self, _cx: &Context) {}

    #[on(storage_attached = "data")]
    fn storage_attached(&mut self, _cx: &Context) {}

    #[on(storage_detaching = "data")]
    fn storage_detaching(&mut self, _cx: &Context) {}

    #[on(pebble_ready = "web")]
    fn pebble_ready(&mut self, _cx: &Context) {}

    #[on(pebble_custom_notice = "web")]
    fn pebble_custom_notice(&mut self, _cx: &Context) {}

    #[on(pebble_check_failed = "web")]
    fn pebble_check_failed(&mut self, _cx: &Context) {}

    #[on(pebble_check_recovered = "web")]
    fn pebble_check_recovered(&mut self, _cx: &Context) {}
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
