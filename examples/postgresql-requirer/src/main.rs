//! A charm that needs a PostgreSQL database: the component `DatabaseRequirer` asks for it, reads the answer with its secrets, and says what
//! has happened. What is left to the charm is to use it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use ops::prelude::*;
use postgresql_client::{Connection, DatabaseRequest, DatabaseRequirer, StatusRaised};

#[charm]
struct WebApp {
    /// Told what to ask for; at the endpoint of this name in charmcraft.yaml.
    #[component(endpoint = "database", settings = |cx| Self::request(cx))]
    database: DatabaseRequirer,
}

#[charm]
impl WebApp {
    fn request(cx: &Context) -> DatabaseRequest {
        // A database's name has no hyphens.
        DatabaseRequest::new(cx.app().name().replace('-', "_")).extra_user_roles(["admin"])
    }

    /// All three mean the same here: what is known of the database is to be written down anew.
    #[on(database.created, database.endpoints_changed, database.authentication_updated)]
    fn configure(&mut self, cx: &Context) -> ops::Result {
        if let Some(connection) = self.database.connections(cx)?.first() {
            write_down(cx, connection)?;
            info!("the database is at {}", connection.server.endpoints.join(", "));
        }
        Ok(())
    }

    /// The database says something of itself: `event.status` has a code, a message, and what to do.
    #[on(database.status_raised)]
    fn status_raised(&mut self, _cx: &Context, event: StatusRaised) {
        warn!("{}: {} ({})", event.app, event.status.message, event.status.resolution);
    }

    /// Juju's own events of the endpoint are the charm's as ever.
    #[on(relation_broken = "database")]
    fn database_gone(&mut self, cx: &Context) -> ops::Result {
        match fs::remove_file(file(cx)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    #[on(collect_unit_status)]
    fn status(&self, cx: &Context) -> ops::Result<Status> {
        if cx.relations(Self::ENDPOINTS.database)?.is_empty() {
            return Ok(Status::blocked("integrate `database` with a PostgreSQL charm"));
        }
        Ok(match self.database.connections(cx)?.first() {
            None => Status::waiting("waiting for the database"),
            Some(connection) => Status::Active(format!("connected as {}", connection.username)),
        })
    }
}

fn file(cx: &Context) -> PathBuf {
    cx.charm_dir().join("database.env")
}

/// The password is in the file, so that nobody else may read it, also not while it is being written.
fn write_down(cx: &Context, connection: &Connection) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(file(cx))?;
    let Connection { username, password, server, .. } = connection;
    writeln!(file, "PGHOST={}", server.endpoints.join(","))?;
    writeln!(file, "PGDATABASE={}", server.database.as_deref().unwrap_or_default())?;
    writeln!(file, "PGUSER={username}\nPGPASSWORD={}", password.expose_secret())?;
    writeln!(file, "PGSSLMODE={}", if server.tls == Some(true) { "require" } else { "prefer" })
}

ops::main!(WebApp);

#[cfg(test)]
mod tests {
    use super::WebApp;

    #[test]
    fn it_does_what_the_interface_asks() {
        postgresql_client::testing::requirer().run::<WebApp>(WebApp::ENDPOINTS.database);
    }
}
