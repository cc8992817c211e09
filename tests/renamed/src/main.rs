//! A charm that knows the library as `juju` and in no other way, with each of its attributes: that it compiles is the test.

use juju::prelude::*;

#[config(crate = "juju")]
struct Config {
    port: u16,
    admin_password: Option<SecretId>,
}

#[stored_state(crate = "juju")]
struct State {
    endpoints: Option<String>,
}

#[databag(crate = "juju")]
struct Request {
    database: String,
    #[databag(name = "extra-user-roles")]
    roles: Option<String>,
}

#[action("get-password", crate = "juju")]
struct GetPassword {
    username: String,
    valid_for: Option<u32>,
}

#[databag(crate = "juju")]
struct Password {
    password: String,
}

#[charm(crate = "juju")]
struct Renamed {
    #[config(on_error = "handle")]
    config: Result<Config, ConfigError>,
    #[stored_state]
    state: State,
    calls: u32,
}

#[charm(crate = "::juju", allow(unhandled_action = "back-up"), warn(unhandled_container, unhandled_endpoint))]
impl Renamed {
    #[on(install, upgrade_charm)]
    fn set_up(&mut self, cx: &Context, _event: LifecycleEvent) -> juju::Result {
        cx.unit().set_status(Status::maintenance("installing the server"))?;
        Ok(())
    }

    #[on(relation_changed = "db")]
    fn database(&mut self, cx: &Context, event: RelationChanged) -> juju::Result {
        let request = Request { database: cx.app().name().to_string(), roles: None };
        match cx.leader()? {
            Some(leader) => event.relation().local_app(&leader).write(&request)?,
            None => event.defer(),
        }
        self.state.endpoints = event.relation().remote_app()?.get("endpoints")?;
        info!("{} relations", cx.relations(Self::ENDPOINTS.db)?.len());
        Ok(())
    }

    #[juju::on(pebble_ready = "web")]
    fn web_ready(&mut self, _cx: &Context, event: PebbleReady) {
        self.calls += 1;
        debug!("{}: {}", event.container(), self.calls);
    }

    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult<Password> {
        match (&self.config, params.valid_for) {
            (Ok(Config { admin_password: Some(secret), .. }), None) => {
                Ok(Password { password: format!("{} of {}", secret, params.username) })
            }
            _ => Err("there is no password".into()),
        }
    }

    #[on(action = "restart")]
    fn restart(&self, _cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Vec<Status> {
        match &self.config {
            Ok(config) => vec![Status::Active(format!("listening on port {}", config.port))],
            Err(error) => vec![Status::blocked(error.to_string())],
        }
    }

    #[on(collect_app_status)]
    fn app_status(&self, _cx: &Context) -> Option<Status> {
        None
    }
}

juju::main!(Renamed);
