use ops::prelude::*;

/// The charm's options, each checked against charmcraft.yaml.
#[config]
struct Config {
    port: u16,
}

#[charm]
struct Hello {
    #[config]
    config: Config,
}

#[charm]
impl Hello {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        cx.unit().set_status(Status::maintenance("installing the server"))?;
        Ok(())
    }

    #[on(relation_changed = "db")]
    fn database_changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        match event.relation().remote_app()?.get("endpoints")? {
            Some(endpoints) => info!("the database is at {endpoints}"),
            None => debug!("the database is not ready: the relation will change again"),
        }
        Ok(())
    }

    #[on(collect_unit_status)]
    fn status(&self, _cx: &Context) -> Status {
        Status::Active(format!("listening on port {}", self.config.port))
    }
}

fn main() {
    let _ = ops::__private::main::<Hello>;
}
