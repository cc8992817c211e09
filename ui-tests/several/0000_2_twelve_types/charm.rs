use ops::prelude::*;

type Port = u8;
struct Servers;

#[config]
struct Config {
    port: Port,
    log_level: Vec<u8>,
    admin_password: SecretId,
}

#[action("get-password", allow(unused_parameter))]
struct GetPassword {
    username: Option<String>,
    rotate: u16,
}

#[databag(schema = "several/0000_2_twelve_types/requirer.json")]
struct Request {
    database: String,
    extra_user_roles: Option<Vec<String>>,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
    servers: Servers,
}

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Install) {}

    #[on(start)]
    fn start(&mut self, cx: &Context) -> bool {
        let _ = (&self.servers, self.config.port);
        cx.storage(Self::STORAGES.disks).is_ok()
    }

    #[on(stop)]
    fn stop(&mut self, _cx: &Context, event: Stop) {
        event.defer();
    }

    #[on(relation_joined = "db")]
    fn joined(&mut self, _cx: &Context, event: PebbleReady) -> ops::Result {
        let _ = (event.hook(), Request { database: String::new(), extra_user_roles: None }.database);
        Ok(())
    }

    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult {
        let _ = (params.username, params.rotate);
        Ok(())
    }
}

ops::main!(WebApp);
