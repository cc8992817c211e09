use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(relation_changed = "data")]
    fn data_changed(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(storage_attached = "web")]
    fn web_attached(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(pebble_ready = "db")]
    fn db_ready(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(action = "website")]
    fn website(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
