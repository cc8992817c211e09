use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(pebble_check_failed = "web")]
    fn failed(&mut self, _cx: &Context, _event: PebbleCheckFailed) -> ops::Result {
        Ok(())
    }

    #[on(pebble_check_recovered = "web")]
    fn recovered(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
