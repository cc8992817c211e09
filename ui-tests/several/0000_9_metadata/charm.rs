use ops::prelude::*;

#[config]
struct Config {
    port: u16,
    verbose: bool,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        let _ = cx.relations(Self::ENDPOINTS.db)?;
        info!("{} {}", self.config.port, self.config.verbose);
        Ok(())
    }
}

ops::main!(WebApp);
