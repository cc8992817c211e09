/// In each item a mistake or two: the item stays as it was written, and what is generated for it has the right types.
#[config]
struct Config {
    port: u16,
    #[config(nam = "log-level")]
    level: String,
    prot: Option<u16>,
}

#[action("get-pasword")]
struct GetPassword {
    username: String,
}

#[stored_state(kept = "long")]
struct State(u32);

#[charm(stat = "local")]
struct WebApp {
    #[config]
    config: Config,
    #[config]
    again: Config,
}

/// Half of the handlers are wrong; the others are in the table.
#[charm(allow(unhandled_acton))]
impl WebApp {
    #[on(install)]
    fn install(&mut self, cx: &Context) {}

    #[on(instal, relation_changed = "bd")]
    fn changed(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        self.helper(event)
    }

    #[on(start)]
    async fn start(self, cx: &mut Context) {}

    #[on(install)]
    #[cfg(unix)]
    fn install_again(&mut self, cx: &Context) {}
}
