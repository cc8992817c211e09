//! A charm that asks Juju for all that the model has, and tells in its log what it was told.

use ops::prelude::*;
use ops::secrecy::ExposeSecret;

#[charm]
struct ModelCharm;

#[charm]
impl ModelCharm {
    #[on(install)]
    fn install(&mut self, cx: &Context) -> ops::Result {
        match cx.resource(Self::RESOURCES.tool) {
            Ok(path) => info!("tool: {}", path.display()),
            Err(error @ ModelError::ResourceUnavailable(_)) => warn!("{error}"),
            Err(error) => return Err(error.into()),
        }
        cx.resource(Self::RESOURCES.tool).ok();
        let unit = cx.unit();
        info!("unit: {:?} {:?} {:?}", unit.availability_zone(), unit.machine_id(), unit.principal());
        Ok(())
    }

    #[on(config_changed)]
    fn networks(&mut self, cx: &Context) -> ops::Result {
        let website = cx.network(Self::ENDPOINTS.website)?;
        let admin = cx.network(Self::BINDINGS.admin)?;
        let all = |network: &ops::Network| {
            network.egress_subnets().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        info!("website: {:?} {:?}", website.bind_address(), website.ingress_address());
        info!("admin: {:?} {}", admin.bind_addresses().len(), all(&admin).join(" "));
        if let Some(relation) = cx.relation(Self::ENDPOINTS.db)? {
            let ip = relation.network()?.ingress_address().and_then(ops::Address::ip);
            info!("{relation}: {ip:?}, model {}", relation.remote_model()?);
        }
        Ok(())
    }

    #[on(start)]
    fn ports(&mut self, cx: &Context) -> ops::Result {
        let unit = cx.unit();
        unit.open_port(80)?;
        unit.open_port_for(
            Port::udp(8000).to(8010),
            &[Self::ENDPOINTS.website.into(), Self::BINDINGS.admin],
        )?;
        unit.close_port(Port::icmp())?;
        unit.close_port_for(Port::udp(53), &[Self::ENDPOINTS.db.into()])?;
        let shown = |ports: Vec<Port>| ports.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        info!("open: {}", shown(unit.opened_ports()?));
        info!("open for admin: {}", shown(unit.opened_ports_for(Self::BINDINGS.admin)?));
        Ok(())
    }

    #[on(upgrade_charm)]
    fn set_ports(&mut self, cx: &Context) -> ops::Result {
        cx.unit().set_ports([Port::tcp(80), Port::tcp(443)])?;
        cx.unit().set_ports([Port::tcp(80), Port::tcp(443)])?;
        Ok(())
    }

    #[on(leader_elected)]
    fn statuses(&mut self, cx: &Context) -> ops::Result {
        info!("unit: {} {:?}", cx.unit().status()?.word(), cx.unit().status()?.message());
        if let Some(leader) = cx.leader()? {
            let app = cx.app().status(&leader)?;
            info!("application: {} of {} units", app.word(), cx.app().unit_statuses(&leader)?.len());
            cx.app().set_status(&leader, Status::active())?;
            cx.app().set_status(&leader, Status::active())?;
        }
        let goal = cx.goal_state()?;
        let database = goal.endpoint(Self::ENDPOINTS.db).map_or(0, |database| database.units().len());
        info!("planned: {} units, {database} of the database", cx.app().planned_units()?);
        Ok(())
    }

    #[on(update_status)]
    fn cloud(&mut self, cx: &Context) -> ops::Result {
        match cx.model().cloud_spec() {
            Ok(cloud) => {
                let key = cloud.credential().and_then(|credential| credential.attribute("key"));
                let length = key.map_or(0, |key| key.expose_secret().len());
                info!("cloud {}, a key of {length} bytes: {cloud:?}", cloud.name());
            }
            Err(error @ ModelError::NotTrusted(_)) => {
                cx.unit().set_status(Status::blocked(error.to_string()))?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    #[on(storage_attached = "data")]
    fn attached(&mut self, cx: &Context, event: StorageAttached) -> ops::Result {
        let instance = event.instance();
        let listed = cx.storage(Self::STORAGES.data)?.ok_or("it is not listed")?;
        info!("{} at {}, {}", instance.full_id(), instance.location()?.display(), listed.kind()?);
        if cx.storages(Self::STORAGES.disks)?.is_empty() {
            cx.request_storage(Self::STORAGES.disks, 2)?;
        }
        Ok(())
    }

    #[on(stop)]
    fn reboot(&mut self, cx: &Context) -> ops::Result {
        cx.unit().reboot()?;
        Ok(())
    }

    #[on(relation_changed = "cluster")]
    fn reboot_now(&mut self, cx: &Context, event: RelationChanged) -> ops::Result {
        event.relation().local_unit().set("is", "here")?;
        match cx.unit().reboot_now()? {}
    }

    #[on(action = "reboot")]
    fn reboot_action(&mut self, cx: &Context) -> ActionResult {
        cx.unit().reboot()?;
        Ok(())
    }
}

ops::main!(ModelCharm);
