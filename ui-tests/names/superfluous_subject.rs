use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install = "db")]
    fn install(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(collect_unit_status = "web")]
    fn status(&self, _cx: &Context) -> Vec<Status> {
        vec![]
    }
}

ops::main!(WebApp);
