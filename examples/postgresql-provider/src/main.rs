//! A charm that gives PostgreSQL databases: the component `DatabaseProvider` hears who wants one, and puts the answers into secrets and
//! databags. What is left to the charm is the server.

use std::fs::File;
use std::io::{self, Read};

use ops::prelude::*;
use postgresql_client::{DatabaseProvider, DatabaseReleased, DatabaseRequested, Response};
use serde::Serialize;

#[config]
struct Config {
    primary: String,
    replicas: String,
}

#[charm]
struct Postgresql {
    #[config]
    config: Config,
    #[component(endpoint = "database")]
    database: DatabaseProvider,
}

#[derive(Serialize)]
struct Rotated {
    users: usize,
}

#[charm]
impl Postgresql {
    /// Comes to the leader; who leads may be another by the time that a deferred event runs.
    #[on(database.requested)]
    fn requested(&mut self, cx: &Context, event: DatabaseRequested) -> ops::Result {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        let (database, user) = (&event.request.database, user(event.relation));
        info!("CREATE DATABASE {database}; CREATE USER {user}, with {:?}", event.request.extra_user_roles);
        let response =
            self.endpoints().database(database).credentials(user, password()?).version("16.9").tls(false);
        Ok(self.database.set_response(cx, &leader, event.relation, &response)?)
    }

    /// The primary is another, or there are other replicas: each requirer is told, and nothing is written where nothing changes.
    #[on(config_changed)]
    fn moved(&mut self, cx: &Context) -> ops::Result {
        let Some(leader) = cx.leader()? else { return Ok(()) };
        for (relation, _) in self.database.requests(cx)? {
            self.database.set_response(cx, &leader, relation, &self.endpoints())?;
        }
        Ok(())
    }

    /// A new revision of each relation's secret; the databags stay as they are.
    #[on(action = "rotate-passwords")]
    fn rotate_passwords(&mut self, cx: &Context) -> ActionResult<Rotated> {
        let Some(leader) = cx.leader()? else { return Err("ask the leader: it has the secrets".into()) };
        let mut users = 0;
        for (relation, _) in self.database.requests(cx)? {
            info!("ALTER USER {} WITH PASSWORD …", user(relation));
            let response = Response::new().credentials(user(relation), password()?);
            self.database.set_response(cx, &leader, relation, &response)?;
            users += 1;
        }
        Ok(Rotated { users })
    }

    #[on(database.released)]
    fn released(&mut self, _cx: &Context, event: DatabaseReleased) {
        info!("DROP USER {}, that {} had", user(event.relation), event.app);
    }

    #[on(collect_unit_status)]
    fn status(&self, cx: &Context) -> ops::Result<Status> {
        Ok(match self.database.requests(cx)?.len() {
            0 => Status::active(),
            count => Status::Active(format!("databases for {count}")),
        })
    }

    fn endpoints(&self) -> Response {
        let Config { primary, replicas } = &self.config;
        let replicas = if replicas.is_empty() { primary } else { replicas };
        Response::new().endpoints([primary]).read_only_endpoints([replicas])
    }
}

fn user(relation: RelationId) -> String {
    format!("relation-{relation}")
}

fn password() -> io::Result<SecretString> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(format!("{:032x}", u128::from_ne_bytes(bytes)).into())
}

ops::main!(Postgresql);

#[cfg(test)]
mod tests {
    use super::Postgresql;

    #[test]
    fn it_does_what_the_interface_asks() {
        postgresql_client::testing::provider().run::<Postgresql>(Postgresql::ENDPOINTS.database);
    }
}
