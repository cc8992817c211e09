use ops::prelude::*;

#[databag(schema = "schemas/requirer.json")]
struct Data {
    extra_user_roles: Option<String>,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        let data: Data = event.relation().remote_app()?.read()?;
        let _ = &data.extra_user_roles;
        Ok(())
    }
}

ops::main!(WebApp);
