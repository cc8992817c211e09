use ops::prelude::*;

#[config]
#[derive(Debug)]
struct Config {
    port: u16,
    log_level: String,
    admin_password: Option<SecretId>,
}

#[stored_state]
#[derive(Debug)]
struct State {
    count: u32,
    seen: Vec<String>,
}

#[charm(state = "local")]
struct WebApp {
    #[config]
    config: Config,
    #[stored_state]
    state: State,
    scratch: Vec<String>,
}

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        self.state.count += u32::from(self.config.port);
        self.scratch.push(self.config.log_level.clone());
        if let Some(id) = &self.config.admin_password {
            let _: &SecretId = id;
        }
        for relation in cx.relations(Self::ENDPOINTS.cluster_members)? {
            let _ = relation.id();
        }
        let _: Endpoint<Requires, Single> = Self::ENDPOINTS.db;
        let _: Endpoint<Requires> = Self::ENDPOINTS.db.into();
        let _ = (cx.relation(Self::ENDPOINTS.db)?, cx.relation(Self::ENDPOINTS.cluster_members)?);
        let _: Endpoint<Provides> = Self::ENDPOINTS.website;
        let _: Container = Self::CONTAINERS.web;
        let _: Storage<Single> = Self::STORAGES.data;
        let _ = (Self::ACTIONS.get_password, Self::OPTIONS.log_level);
        Ok(())
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
