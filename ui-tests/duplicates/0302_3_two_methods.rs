use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(config_changed)]
    fn configure(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(upgrade_charm, config_changed)]
    fn upgrade(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
