use ops::prelude::*;

#[config]
struct Config {
    prot: u16,
    #[config(nam = "colour")]
    colour: Option<String>,
}

#[stored_state]
struct State {
    count: u32,
}

#[action("get-password")]
struct GetPassword {
    user: String,
}

#[charm(stat = "local")]
struct WebApp {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}

#[charm(deny(unhandled_container))]
impl WebApp {
    #[on(relation_changed = "bd")]
    fn database_changed(&mut self, cx: &Context) -> ops::Result {
        let _ = cx.relations(Self::ENDPOINTS.db)?;
        Ok(())
    }

    #[on(storage_attached = "web")]
    fn attached(&mut self, _cx: &Context, _event: StorageAttached) {
        self.state.count += u32::from(self.config.prot);
    }

    #[on(instal)]
    fn install(&mut self, _cx: &Context) {}

    #[on(start)]
    fn start(&mut self) {}

    #[on(config_changed)]
    fn configure(&mut self, _cx: &Context) {}

    #[on(upgrade_charm, config_changed)]
    fn upgrade(&mut self, _cx: &Context) {}

    #[on(action = "get-password")]
    fn get_password(&mut self, _cx: &Context, params: GetPassword) -> ActionResult {
        Err(params.user.into())
    }
}

ops::main!(WebApp);
