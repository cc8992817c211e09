use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_created = "db")]
    fn relation_created(&mut self, _cx: &Context, _event: Install) {}

    #[on(relation_joined = "db")]
    fn relation_joined(&mut self, _cx: &Context, _event: Install) {}

    #[on(relation_changed = "db")]
    fn relation_changed(&mut self, _cx: &Context, _event: Install) {}

    #[on(relation_departed = "db")]
    fn relation_departed(&mut self, _cx: &Context, _event: Install) {}

    #[on(relation_broken = "db")]
    fn relation_broken(&mut self, _cx: &Context, _event: Install) {}
}

ops::main!(WebApp);
