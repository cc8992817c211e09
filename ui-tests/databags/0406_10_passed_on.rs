use ops::prelude::*;

macro_rules! databag {
    ($schema:literal, $($key:ident: $type:ty,)*) => {
        #[databag(schema = $schema, of = "app", read_only)]
        struct Data {
            $($key: $type,)*
        }
    };
}

databag! {
    "databags/provider.json",
    endpoints: u16,
}

#[charm]
struct WebApp;

#[charm(allow(unhandled_action))]
impl WebApp {
    #[on(relation_changed = "db")]
    fn changed(&mut self, _cx: &Context, event: RelationChanged) -> ops::Result {
        let data: Data = event.relation().remote_app()?.read()?;
        let _: u16 = data.endpoints;
        Ok(())
    }
}

ops::main!(WebApp);
