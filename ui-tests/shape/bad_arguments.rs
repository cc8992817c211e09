use ops::prelude::*;

#[config(nmae = "x")]
struct Config {
    #[config(nam = "port")]
    port: u16,
}

#[action]
struct Nothing {}

#[charm(metdata = ".")]
struct WebApp {
    #[config(on_eror = "fail")]
    config: Config,
}

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

    #[on(relation_changed("db"))]
    fn brackets(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
