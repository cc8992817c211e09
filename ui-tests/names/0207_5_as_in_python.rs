use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(db_relation_changed)]
    fn changed(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(cluster_members_relation_joined)]
    fn joined(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(get_password_action)]
    fn get_password(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(web_pebble_ready)]
    fn ready(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(data_storage_attached)]
    fn attached(&mut self, _cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(collect_status)]
    fn status(&self, _cx: &Context) -> Status {
        Status::active()
    }
}

ops::main!(WebApp);
