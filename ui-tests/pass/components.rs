//! Components of all roles, from another module, two of one kind, one within another, under conditions.

use ops::prelude::*;

mod library {
    use ops::prelude::*;

    #[event]
    pub struct Created {
        pub endpoints: String,
    }

    #[event]
    pub struct Removed;

    #[stored_state]
    pub struct State {
        count: u32,
    }

    pub struct Request {
        pub database: String,
    }

    #[component(
        interface = "postgresql_client",
        role = "requires",
        events(created = Created, removed = self::Removed)
    )]
    pub struct Database {
        #[endpoint]
        endpoint: Endpoint<Requires>,
        #[settings]
        request: Request,
        #[stored_state]
        state: State,
        pub name: String,
    }

    #[component]
    impl Database {
        pub const INTERFACE_VERSION: u32 = 0;

        #[on(relation_created, relation_changed)]
        fn changed(&mut self, cx: &Context, event: RelationEvent) -> ops::Result {
            info!("{} {} {} {}", self.endpoint, self.request.database, self.name, event.app());
            self.state.count += 1;
            cx.emit(&Created { endpoints: String::new() })?;
            Ok(())
        }

        #[on(relation_broken)]
        fn broken(&self, cx: &Context) -> ops::Result {
            cx.emit(&Removed)?;
            Ok(())
        }

        #[on(leader_elected, config_changed)]
        fn elected(&mut self, _cx: &Context, event: LifecycleEvent) {
            event.defer();
        }

        #[on(event = Created)]
        fn own(&mut self, _cx: &Context, _event: Emitted<Created>) {}
    }
}

#[component(interface = "web_app_cluster", role = "peers")]
struct Cluster {
    #[settings]
    size: Option<u8>,
}

#[component]
impl Cluster {
    fn size(&self) -> u8 {
        self.size.unwrap_or(3)
    }
}

#[component(interface = "http", role = "provides")]
#[derive(Default)]
struct Website {
    #[cfg(unix)]
    #[component(settings = 80)]
    inner: Nothing,
    #[cfg(windows)]
    #[component]
    inner: Absent,
}

#[component]
impl Website {
    #[on(relation_joined)]
    fn joined(&mut self, _cx: &Context, _event: RelationJoined) {}
}

#[component(interface = "http", role = "provides")]
#[derive(Default)]
struct Nothing {
    #[settings]
    _port: u16,
}

#[component]
impl Nothing {}

#[charm]
struct WebApp {
    #[component(endpoint = "db", settings = |cx| Self::request(cx))]
    database: library::Database,
    #[component(endpoint = "cluster-members")]
    r#cluster: Cluster,
    #[cfg(unix)]
    #[component(endpoint = "website")]
    website: Website,
}

// A component sees to its endpoint, so that no handler for it is missing.
#[charm(
    allow(unhandled_action, unhandled_endpoint = "certificates"),
    deny(unhandled_endpoint)
)]
impl WebApp {
    #[on(database.created)]
    fn created(&mut self, _cx: &Context, event: library::Created) {
        info!("{}", event.endpoints);
    }

    #[on(database.removed)]
    fn removed(&mut self, _cx: &Context, event: Emitted<library::Removed>) {
        event.defer();
    }

    #[on(start)]
    fn start(&mut self, _cx: &Context) {
        self.database.name = self.cluster.size().to_string();
    }

    fn request(cx: &Context) -> ops::Result<library::Request> {
        let database = cx.config()?.get("database").map(ToString::to_string);
        Ok(library::Request { database: database.unwrap_or_else(|| cx.app().name().to_owned()) })
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
