//! One handler for every hook, with the enum of all events.

use ops::prelude::*;

#[charm]
struct WebApp;

#[charm(allow(unhandled_action), deny(unhandled_endpoint, unhandled_container))]
impl WebApp {
    #[on(reconcile)]
    pub fn reconcile(&mut self, cx: &Context, event: WebAppEvent) -> ops::Result {
        match event {
            WebAppEvent::Install(_) | WebAppEvent::ConfigChanged(_) => {}
            WebAppEvent::DbRelationDeparted(event) => {
                info!("{} is gone from {}", event.departing_unit(), event.relation());
            }
            WebAppEvent::WebPebbleReady(event) => info!("{} is ready", event.container()),
            WebAppEvent::Unknown(event) => info!("{}", event.hook()),
            event => info!("{event:?}"),
        }
        cx.unit().set_status(Status::active())?;
        Ok(())
    }
}

mod without_the_event {
    use ops::prelude::*;

    #[charm]
    struct Other;

    #[charm(allow(unhandled_action))]
    impl Other {
        #[on(reconcile)]
        fn reconcile(&self, _cx: &Context) {}
    }

    pub fn main() {
        let _ = ops::__private::main::<Other>;
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
    without_the_event::main();
}
