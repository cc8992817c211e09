/// Every kind of handler.
#[charm(allow(unhandled_action))]
impl WebApp {
    const PORTS: [u16; 2] = [80, 443];

    #[on(install)]
    fn install(&mut self, cx: &Context) {
        self.helper(cx);
    }

    /// Documented, and visible.
    #[on(start)]
    #[tracing::instrument]
    pub(crate) fn start(&mut self, cx: &Context, event: Start) -> ops::Result {
        event.defer();
        Ok(())
    }

    #[on(config_changed, upgrade_charm)]
    #[ops::on(update_status)]
    fn configure(&mut self, cx: &Context, event: LifecycleEvent) -> ops::Result {
        Ok(())
    }

    #[on(stop)]
    fn stop(&self, cx: &Context, event: Stop) {}

    #[on(relation_created = "db", relation_changed = "db")]
    fn database(&mut self, cx: &Context, event: RelationEvent) -> ops::Result {
        Ok(())
    }

    #[on(relation_broken = "db")]
    fn database_gone(&mut self, cx: &Context) -> ops::Result {
        Ok(())
    }

    #[on(storage_attached = "data")]
    fn data(&mut self, cx: &Context, event: StorageAttached) -> ops::Result {
        Ok(())
    }

    #[on(pebble_ready = "web")]
    fn web_ready(&mut self, cx: &Context, event: PebbleReady) -> ops::Result {
        Ok(())
    }

    #[on(secret_changed)]
    fn secret(&mut self, cx: &Context, event: SecretChanged) -> ops::Result {
        Ok(())
    }

    #[on(action = "get-password")]
    fn get_password(&mut self, cx: &Context, params: GetPassword) -> ActionResult<Password> {
        Ok(Password::of(params.username))
    }

    #[on(action = "restart")]
    fn restart(&mut self, cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(leader_elected)]
    #[cfg(feature = "leader")]
    fn leader(&mut self, cx: &Context, event: LeaderElected) -> ops::Result {
        Ok(())
    }

    #[on(collect_unit_status)]
    fn status(&self, cx: &Context) -> Vec<Status> {
        vec![Status::active()]
    }

    #[on(collect_app_status)]
    fn app_status(&self, cx: &Context) -> Status {
        Status::active()
    }

    fn helper(&self, cx: &Context) {}
}
