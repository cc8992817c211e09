//! A charm with a handler of every kind, each of which does the same: what the options say.

#[cfg(test)]
mod fragile;
#[cfg(test)]
mod tests;

use ops::prelude::*;

#[config]
struct Config {
    defer: String,
    fail: String,
    note: String,
    token: Option<SecretId>,
}

#[stored_state]
struct Seen {
    /// Each event that was handled, as it shows itself.
    events: Vec<String>,
}

/// An event of the charm's own.
#[event]
struct Noted {
    note: String,
}

#[action("tell")]
struct Tell {
    prefix: String,
    fail: bool,
}

#[databag]
struct Told {
    count: u64,
    by: String,
}

#[charm]
struct Everything {
    #[config]
    config: Config,
    #[stored_state]
    seen: Seen,
}

impl Everything {
    /// What each handler does; says whether it is to defer.
    fn handle(&mut self, cx: &Context, handler: &str, event: &dyn std::fmt::Debug) -> ops::Result<bool> {
        let is_in = |names: &str| names == "all" || names.split(',').any(|name| name == handler);
        self.seen.events.push(format!("{handler}: {event:?}"));
        info!("{handler} of {}", cx.unit().name());
        for relation in cx.relations(Self::ENDPOINTS.website)? {
            relation.local_unit().set("note", &self.config.note)?;
            if let Some(leader) = cx.leader()? {
                relation.local_app(&leader).set("count", &self.seen.events.len().to_string())?;
            }
        }
        if let Some(token) = &self.config.token {
            cx.secret(token).with_label("token").content()?;
        }
        if is_in(&self.config.fail) {
            return Err(format!("{handler} is to fail").into());
        }
        Ok(is_in(&self.config.defer))
    }
}

/// A handler for each of these, which takes the event's own type.
macro_rules! handlers {
    ($(#[$on:meta] $name:ident: $event:ty;)*) => {
        #[charm]
        impl Everything {
            $(
                #[$on]
                fn $name(&mut self, cx: &Context, event: $event) -> ops::Result {
                    if self.handle(cx, stringify!($name), &event)? {
                        event.defer();
                    }
                    Ok(())
                }
            )*

            #[on(event = Noted)]
            fn noted(&mut self, cx: &Context, event: Emitted<Noted>) -> ops::Result {
                let note = event.note.clone();
                if self.handle(cx, "noted", &note)? {
                    event.defer();
                }
                Ok(())
            }

            #[on(secret_rotate)]
            fn secret_rotate(&mut self, cx: &Context, event: SecretRotate) -> ops::Result {
                self.handle(cx, "secret_rotate", &event).map(drop)
            }

            #[on(secret_expired)]
            fn secret_expired(&mut self, cx: &Context, event: SecretExpired) -> ops::Result {
                self.handle(cx, "secret_expired", &event).map(drop)
            }

            #[on(stop)]
            fn stop(&mut self, cx: &Context, event: Stop) -> ops::Result {
                self.handle(cx, "stop", &event).map(drop)
            }

            #[on(remove)]
            fn remove(&mut self, cx: &Context, event: Remove) -> ops::Result {
                self.handle(cx, "remove", &event).map(drop)
            }

            #[on(action = "tell")]
            fn tell(&mut self, cx: &Context, params: Tell) -> ActionResult<Told> {
                cx.emit(&Noted { note: params.prefix.clone() })?;
                if params.fail {
                    return Err("told to fail".into());
                }
                Ok(Told { count: self.seen.events.len() as u64, by: params.prefix })
            }

            #[on(collect_unit_status)]
            fn status(&self, _cx: &Context) -> Status {
                Status::Active(self.config.note.clone())
            }

            #[on(collect_app_status)]
            fn app_status(&self, _cx: &Context) -> Status {
                Status::waiting(format!("{} events", self.seen.events.len()))
            }
        }
    };
}

handlers! {
    #[on(install)] install: Install;
    #[on(start)] start: Start;
    #[on(config_changed)] config_changed: ConfigChanged;
    #[on(upgrade_charm)] upgrade_charm: UpgradeCharm;
    #[on(update_status)] update_status: UpdateStatus;
    #[on(leader_elected)] leader_elected: LeaderElected;
    #[on(leader_settings_changed)] leader_settings_changed: LeaderSettingsChanged;
    #[on(secret_changed)] secret_changed: SecretChanged;
    #[on(secret_remove)] secret_remove: SecretRemove;
    #[on(relation_created = "db-2")] db_created: RelationCreated;
    #[on(relation_joined = "db-2")] db_joined: RelationJoined;
    #[on(relation_changed = "db-2")] db_changed: RelationChanged;
    #[on(relation_departed = "db-2")] db_departed: RelationDeparted;
    #[on(relation_broken = "db-2")] db_broken: RelationBroken;
    #[on(relation_created = "cluster")] cluster_created: RelationCreated;
    #[on(relation_joined = "cluster")] cluster_joined: RelationJoined;
    #[on(relation_changed = "cluster")] cluster_changed: RelationChanged;
    #[on(relation_departed = "cluster")] cluster_departed: RelationDeparted;
    #[on(storage_attached = "data")] data_attached: StorageAttached;
    #[on(storage_detaching = "data")] data_detaching: StorageDetaching;
    #[on(storage_attached = "disks")] disk_attached: StorageAttached;
    #[on(storage_detaching = "disks")] disk_detaching: StorageDetaching;
    #[on(pebble_ready = "web")] web_ready: PebbleReady;
    #[on(pebble_custom_notice = "web")] web_noticed: PebbleCustomNotice;
    #[on(pebble_check_failed = "web")] web_check_failed: PebbleCheckFailed;
    #[on(pebble_check_recovered = "web")] web_check_recovered: PebbleCheckRecovered;
}

ops::main!(Everything);
