use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(collect_app_status)]
    async fn status(&self, _cx: &Context) -> Option<Status> {
        None
    }
}

ops::main!(WebApp);
