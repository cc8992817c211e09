//! The handlers of a charm stand in another module than its struct: what its components see to is known there too.

#![deny(warnings)]

mod library {
    use ops::prelude::*;

    #[component(interface = "postgresql_client", role = "requires")]
    pub struct Database {
        #[endpoint]
        _endpoint: Endpoint<Requires>,
    }

    #[component]
    impl Database {}
}

mod charm {
    use ops::prelude::*;

    #[charm]
    pub struct WebApp {
        #[component(endpoint = "db")]
        _database: crate::library::Database,
    }
}

mod handlers {
    use ops::prelude::*;

    #[charm(
        allow(unhandled_action, unhandled_endpoint = "certificates", unhandled_endpoint = "website"),
        allow(unhandled_endpoint = "cluster-members"),
        warn(unhandled_endpoint)
    )]
    impl crate::charm::WebApp {}
}

fn main() {
    let _ = ops::__private::main::<charm::WebApp>;
}
