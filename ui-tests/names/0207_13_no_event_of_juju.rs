use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(upgrade)]
    fn upgrade(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(relation_departing = "db")]
    fn departing(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(secret_expire)]
    fn expire(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(leader_deposed)]
    fn deposed(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(storage_detached = "data")]
    fn detached(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(pebble_notice = "web")]
    fn notice(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
