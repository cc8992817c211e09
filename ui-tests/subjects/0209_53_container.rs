use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(collect_unit_status = "web")]
    fn handle(&self, _cx: &Context) -> Vec<Status> {
        vec![]
    }
}

ops::main!(WebApp);
