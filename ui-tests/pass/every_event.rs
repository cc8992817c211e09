use ops::prelude::*;

#[action("get-password")]
struct GetPassword {
    username: String,
    rotate: bool,
}

#[databag]
struct Password {
    password: String,
}

#[charm]
struct WebApp;

#[charm]
impl WebApp {
    #[on(install)]
    fn install(&mut self, _cx: &Context, _event: Install) -> ops::Result {
        Ok(())
    }

    #[on(start)]
    fn start(&mut self, _cx: &Context, _event: Start) -> ops::Result {
        Ok(())
    }

    #[on(config_changed)]
    fn config_changed(&mut self, _cx: &Context, _event: ConfigChanged) -> ops::Result {
        Ok(())
    }

    #[on(upgrade_charm)]
    fn upgrade_charm(&mut self, _cx: &Context, _event: UpgradeCharm) -> ops::Result {
        Ok(())
    }

    #[on(update_status)]
    fn update_status(&mut self, _cx: &Context, _event: UpdateStatus) -> ops::Result {
        Ok(())
    }

    #[on(stop)]
    fn stop(&mut self, _cx: &Context, _event: Stop) -> ops::Result {
        Ok(())
    }

    #[on(remove)]
    fn remove(&mut self, _cx: &Context, _event: Remove) -> ops::Result {
        Ok(())
    }

    #[on(leader_elected)]
    fn leader_elected(&mut self, _cx: &Context, _event: LeaderElected) -> ops::Result {
        Ok(())
    }

    #[on(leader_settings_changed)]
    fn leader_settings_changed(&mut self, _cx: &Context, _event: LeaderSettingsChanged) -> ops::Result {
        Ok(())
    }

    #[on(secret_changed)]
    fn secret_changed(&mut self, _cx: &Context, _event: SecretChanged) -> ops::Result {
        Ok(())
    }

    #[on(secret_expired)]
    fn secret_expired(&mut self, _cx: &Context, _event: SecretExpired) -> ops::Result {
        Ok(())
    }

    #[on(secret_remove)]
    fn secret_remove(&mut self, _cx: &Context, _event: SecretRemove) -> ops::Result {
        Ok(())
    }

    #[on(secret_rotate)]
    fn secret_rotate(&mut self, _cx: &Context, _event: SecretRotate) -> ops::Result {
        Ok(())
    }

    #[on(relation_created = "db")]
    fn relation_created(&mut self, _cx: &Context, _event: RelationCreated) -> ops::Result {
        Ok(())
    }

    #[on(relation_joined = "db")]
    fn relation_joined(&mut self, _cx: &Context, _event: RelationJoined) -> ops::Result {
        Ok(())
    }

    #[on(relation_changed = "db")]
    fn relation_changed(&mut self, _cx: &Context, _event: RelationChanged) -> ops::Result {
        Ok(())
    }

    #[on(relation_departed = "website")]
    fn relation_departed(&mut self, _cx: &Context, _event: RelationDeparted) -> ops::Result {
        Ok(())
    }

    #[on(relation_broken = "cluster-members")]
    fn relation_broken(&mut self, _cx: &Context, _event: RelationBroken) -> ops::Result {
        Ok(())
    }

    #[on(storage_attached = "data")]
    fn storage_attached(&mut self, _cx: &Context, _event: StorageAttached) -> ops::Result {
        Ok(())
    }

    #[on(storage_detaching = "data")]
    fn storage_detaching(&mut self, _cx: &Context, _event: StorageDetaching) -> ops::Result {
        Ok(())
    }

    #[on(pebble_ready = "web")]
    fn pebble_ready(&mut self, _cx: &Context, _event: PebbleReady) -> ops::Result {
        Ok(())
    }

    #[on(pebble_custom_notice = "web")]
    fn pebble_custom_notice(&mut self, _cx: &Context, _event: PebbleCustomNotice) -> ops::Result {
        Ok(())
    }

    #[on(pebble_check_failed = "web")]
    fn pebble_check_failed(&mut self, _cx: &Context, _event: PebbleCheckFailed) -> ops::Result {
        Ok(())
    }

    #[on(pebble_check_recovered = "web")]
    fn pebble_check_recovered(&mut self, _cx: &Context, _event: PebbleCheckRecovered) -> ops::Result {
        Ok(())
    }

    #[on(action = "get-password")]
    fn get_password(&self, _cx: &Context, params: GetPassword) -> ActionResult<Password> {
        let _ = params.rotate;
        Ok(Password { password: params.username })
    }

    #[on(action = "restart")]
    fn restart(&self, _cx: &Context) -> ActionResult {
        Ok(())
    }

    #[on(collect_unit_status)]
    fn unit_status(&self, _cx: &Context) -> Vec<Status> {
        vec![Status::active()]
    }

    #[on(collect_app_status)]
    fn app_status(&self, _cx: &Context) -> Status {
        Status::active()
    }
}

fn main() {
    let _ = ops::__private::main::<WebApp>;
}
