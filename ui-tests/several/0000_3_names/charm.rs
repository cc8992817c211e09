use ops::prelude::*;

#[config]
struct Config {
    prot: u16,
}

#[action("get-password")]
struct GetPassword {
    usrname: String,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm]
impl WebApp {
    #[on(relation_changed = "bd")]
    fn a(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(pebble_ready = "wbe", instal)]
    fn b(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(action = "restrat")]
    fn c(&self) {}
}

ops::main!(WebApp);
