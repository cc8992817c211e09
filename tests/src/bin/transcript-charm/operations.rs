//! What the charm may be told to do, by name: the function of the model that it is about, and which case of it.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};

use ops::prelude::*;
use serde::Deserialize;

use crate::Charm;

macro_rules! operations {
    ($cx:ident: $($name:literal => $code:expr;)*) => {
        /// Does what a name stands for, and prints what it comes to, good or bad; whether it stands for anything.
        fn run($cx: &Context, name: &str) -> bool {
            match name {
                $($name => {
                    println!("{}", stringify!($code));
                    let operation = || -> ops::Result<_> { Ok($code) };
                    show(operation());
                })*
                _ => return false,
            }
            true
        }
    };
}

operations! { cx:
    "Context::leader" => cx.leader()?.is_some();
    "Context::config" => cx.config()?.get("port").cloned();

    "Context::hook_tool" => cx.hook_tool("relation-list", &["-r", "db:3", "--format=json"])?;
    "Context::hook_tool (that this Juju does not have)" =>
        match cx.hook_tool("tool-of-a-later-juju", &["x"]) {
            Err(ModelError::NotImplemented(error)) => error.to_string(),
            other => format!("{other:?}"),
        };

    "Context::relations" => cx.relations(Charm::ENDPOINTS.website)?;
    "Context::relation" => cx.relation(Charm::ENDPOINTS.db)?;
    "Context::relation_by_id" => cx.relation_by_id(Charm::ENDPOINTS.website, 5.into())?;
    "Relation::app" => db(cx)?.app()?;
    "Relation::units" => db(cx)?.units()?;
    "Relation::remote_model" => db(cx)?.remote_model()?;
    "Relation::network" => db(cx)?.network()?.ingress_address().cloned();
    "Relation::remote_app" => db(cx)?.remote_app()?;

    "RemoteBag::get" => db(cx)?.remote_unit("postgresql/0").get("host")?;
    "RemoteBag::get (of the application)" => db(cx)?.remote_app()?.get("endpoints")?;
    "RemoteBag::get (of the peers' application, not the leader)" => cluster(cx)?.peer_app().get("token")?;
    "RemoteBag::all" => db(cx)?.remote_unit("postgresql/0").all()?;
    "RemoteBag::all (of a unit that is not there)" => db(cx)?.remote_unit("postgresql/9").all()?;
    "RemoteBag::read" => db(cx)?.remote_unit("postgresql/0").read::<Host>()?;
    "LocalBag::get" => db(cx)?.local_unit().get("ingress-address")?;
    "LocalBag::all" => db(cx)?.local_unit().all()?;
    "LocalBag::read" => db(cx)?.local_app(&leader(cx)?).read::<BTreeMap<String, String>>()?;
    "LocalBag::set" => db(cx)?.local_unit().set("motto", "a = b, \"c\": \u{e9}\n")?;
    "LocalBag::set (of the application)" => db(cx)?.local_app(&leader(cx)?).set("database", "web")?;
    "LocalBag::set (of the application, no leader any more)" => db(cx)?.local_app(&leader(cx)?).set("database", "web")?;
    "LocalBag::set (to what it is)" => db(cx)?.local_unit().set("private-address", "192.0.2.1")?;
    "LocalBag::remove" => db(cx)?.local_unit().remove("ingress-address")?;
    "LocalBag::write" => db(cx)?.local_unit().write(&Port8080 { port: 8080, host: None })?;

    "Unit::status" => cx.unit().status()?;
    "Unit::set_status" => cx.unit().set_status(Status::blocked("-no disk"))?;
    "Unit::set_status (without a message)" => cx.unit().set_status(Status::active())?;
    "App::status" => cx.app().status(&leader(cx)?)?;
    "App::unit_statuses" => cx.app().unit_statuses(&leader(cx)?)?.len();
    "App::set_status" => cx.app().set_status(&leader(cx)?, Status::Active("all is well".into()))?;
    "Unit::set_workload_version" => cx.unit().set_workload_version("16.4")?;
    "App::planned_units" => cx.app().planned_units()?;
    "Context::goal_state" => cx.goal_state()?.endpoint(Charm::ENDPOINTS.db).map(|goal| goal.units().len());

    "Context::network" => cx.network(Charm::ENDPOINTS.website)?;
    "Context::network (of an extra binding)" => cx.network(Charm::BINDINGS.admin)?.egress_subnets().to_vec();
    "Unit::open_port" => cx.unit().open_port(80)?;
    "Unit::open_port (a range)" => cx.unit().open_port(Port::udp(8000).to(8010))?;
    "Unit::open_port (a range, on Kubernetes)" => cx.unit().open_port(Port::udp(8000).to(8010))?;
    "Unit::open_port_for" => cx.unit().open_port_for(81, &[Charm::ENDPOINTS.website.into(), Charm::BINDINGS.admin])?;
    "Unit::close_port" => cx.unit().close_port(Port::icmp())?;
    "Unit::close_port_for" => cx.unit().close_port_for(Port::udp(53), &[Charm::ENDPOINTS.db.into()])?;
    "Unit::opened_ports" => cx.unit().opened_ports()?;
    "Unit::opened_ports_for" => cx.unit().opened_ports_for(Charm::ENDPOINTS.website)?;
    "Unit::set_ports" => cx.unit().set_ports([Port::tcp(80), Port::tcp(443)])?;

    "Context::storages" => cx.storages(Charm::STORAGES.disks)?;
    "Context::storage" => cx.storage(Charm::STORAGES.data)?;
    "StorageInstance::location" => cx.storage(Charm::STORAGES.data)?.ok_or("none")?.location()?.to_owned();
    "StorageInstance::kind" => cx.storage(Charm::STORAGES.data)?.ok_or("none")?.kind()?.to_owned();
    "Context::request_storage" => cx.request_storage(Charm::STORAGES.disks, 2)?;
    "Context::resource" => cx.resource(Charm::RESOURCES.tool)?;
    "Model::cloud_spec" => cx.model().cloud_spec()?.name().to_owned();

    "Context::owned_secret_ids" => cx.owned_secret_ids()?;
    "App::add_secret" => cx.app().add_secret(&leader(cx)?, &password()?, &metadata())?;
    "App::secret_by_label" => cx.app().secret_by_label(&leader(cx)?, "clients")?;
    "Unit::add_secret" => cx.unit().add_secret(&odd()?, &SecretMetadata::new())?;
    "Unit::secret_by_label" => cx.unit().secret_by_label("own")?;
    "Secret::content" => cx.secret(&token()?).content()?;
    "Secret::content (by its label)" => cx.secret_by_label("token").content()?;
    "Secret::content (with a label from now on)" => cx.secret(&token()?).with_label("token").content()?;
    "Secret::peek" => cx.secret(&token()?).peek()?;
    "Secret::refresh" => cx.secret(&token()?).refresh()?;
    "OwnedSecret::peek" => clients(cx)?.peek()?;
    "OwnedSecret::set_content" => clients(cx)?.set_content(&password()?)?;
    "OwnedSecret::set_content_if_changed" => clients(cx)?.set_content_if_changed(&password()?)?;
    "OwnedSecret::set_info" => clients(cx)?.set_info(&SecretMetadata::new().rotate(RotatePolicy::Never))?;
    "OwnedSecret::set_info (after a new revision, before Juju 3.6)" =>
        (clients(cx)?.set_content(&password()?)?, clients(cx)?.set_info(&metadata())?);
    "OwnedSecret::info" => clients(cx)?.info()?;
    "OwnedSecret::grant" => clients(cx)?.grant(&db(cx)?)?;
    "OwnedSecret::grant_to_unit" => clients(cx)?.grant_to_unit(&db(cx)?, &"postgresql/0".parse()?)?;
    "OwnedSecret::revoke" => clients(cx)?.revoke(&db(cx)?)?;
    "OwnedSecret::revoke_from_unit" => clients(cx)?.revoke_from_unit(&db(cx)?, &"postgresql/0".parse()?)?;
    "OwnedSecret::remove_revision" => clients(cx)?.remove_revision(1)?;
    "OwnedSecret::remove_revision (after a new revision)" =>
        (clients(cx)?.set_content(&password()?)?, clients(cx)?.remove_revision(1)?);
    "OwnedSecret::set_content (after a revision was removed)" =>
        (clients(cx)?.remove_revision(1)?, clients(cx)?.set_content(&password()?)?);
    "OwnedSecret::remove_revision (and what Juju does not tell after that)" =>
        (clients(cx)?.remove_revision(1)?, cx.app().secret_by_label(&leader(cx)?, "clients")?.map(|secret| secret.id().clone()));
    "OwnedSecret::remove_revision (of two, before Juju 3.6.11)" =>
        (clients(cx)?.remove_revision(1)?, clients(cx)?.remove_revision(2)?);
    "OwnedSecret::remove_all_revisions" => clients(cx)?.remove_all_revisions()?;

    "ActionContext::log" => action(cx)?.log("-half way")?;
    "ActionContext::set_results" => action(cx)?.set_results(&BTreeMap::from([("one", BTreeMap::from([("two", 3)]))]))?;
    "ActionContext::set_results (a key that Juju keeps for itself)" =>
        action(cx)?.set_results(&BTreeMap::from([("command", BTreeMap::from([("stdout", "hello")]))]))?;
    "tracing" => warn!(port = 80, "-cannot connect");
    "Unit::reboot" => cx.unit().reboot()?;
    "Unit::reboot_now" => cx.unit().reboot_now()?;
}

/// Does what `OPERATION` names. A case of a function that differs only in the world that it finds has no code of its own.
pub(crate) fn perform(cx: &Context) {
    let name = env::var("OPERATION").unwrap_or_default();
    let function = name.split(" (").next().unwrap_or_default();
    if !run(cx, &name) && !run(cx, function) {
        println!("there is no operation {name:?}");
    }
}

fn show(done: ops::Result<impl Debug>) {
    match done {
        Ok(value) => println!("-> {value:?}"),
        Err(error) => println!("-> error: {error}"),
    }
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "it is printed")]
struct Host {
    host: String,
}

#[databag]
struct Port8080 {
    port: u16,
    host: Option<String>,
}

fn leader(cx: &Context) -> ops::Result<Leader> {
    Ok(cx.leader()?.ok_or("not the leader")?)
}

fn db(cx: &Context) -> ops::Result<Relation> {
    Ok(cx.relation(Charm::ENDPOINTS.db)?.ok_or("no database")?)
}

fn cluster(cx: &Context) -> ops::Result<Relation> {
    Ok(cx.relation(Charm::ENDPOINTS.cluster)?.ok_or("no peers")?)
}

fn action(cx: &Context) -> ops::Result<&ActionContext> {
    Ok(cx.action().ok_or("no action")?)
}

/// The user's.
fn token() -> ops::Result<SecretId> {
    Ok("secret:9m4e2mr0ui3e8a215n4g".parse()?)
}

/// The application's, as its leader has it.
fn clients(cx: &Context) -> ops::Result<OwnedSecret> {
    Ok(cx.app().secret(&leader(cx)?, &"secret:9m4e2mr0ui3e8a215n50".parse()?))
}

fn password() -> ops::Result<SecretContent> {
    Ok(SecretContent::new([("username", "admin"), ("password", "planted = new")])?)
}

/// Values that are not to be read as anything but what they are.
fn odd() -> ops::Result<SecretContent> {
    Ok(SecretContent::new([("empty", ""), ("equals", "=="), ("lines", " planted\nwith = a line\n")])?)
}

fn metadata() -> SecretMetadata {
    SecretMetadata::new()
        .label("passwords")
        .description("what clients log in with")
        .rotate(RotatePolicy::Monthly)
        .expire(SystemTime::UNIX_EPOCH + Duration::from_secs(1_893_456_000))
}
