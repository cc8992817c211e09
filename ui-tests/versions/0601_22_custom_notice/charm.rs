use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(pebble_custom_notice = "web", pebble_ready = "web")]
    fn handle(&mut self, _cx: &Context, _event: WorkloadEvent) -> ops::Result {
        Ok(())
    }
}

ops::main!(WebApp);
