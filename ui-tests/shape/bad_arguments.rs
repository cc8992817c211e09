use ops::prelude::*;

#[config(nmae = "x")]
struct Config {
    #[config(nam = "port")]
    port: u16,
    #[config = "log-level"]
    level: String,
}

#[action]
struct Nothing {}

#[charm(metdata = ".")]
struct WebApp {
    #[config(on_eror = "fail")]
    config: Config,
    #[stored_state(name = "x")]
    state: State,
}

#[stored_state]
struct State {}

#[charm]
impl WebApp {
    #[on()]
    fn nothing(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(relation_changed = db)]
    fn unquoted(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on("install")]
    fn quoted(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(relation_changed =)]
    fn not_typed_yet(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(install start)]
    fn no_comma(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(relation_changed("db"))]
    fn brackets(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
