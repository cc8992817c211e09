use ops::prelude::*;

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(db_relation_changed)]
    fn handle(&mut self, _cx: &Context) -> ops::Result {
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
}

#[charm]
struct Another;

#[charm]
impl Another {
    #[on(collect_status)]
    fn collect_status(&self, _cx: &Context) -> Status {
        Status::active()
    }
}

ops::main!(WebApp);
