//! Each rule, broken once at least.

use serde_json::json;

use super::*;
use crate::secret::Owner;
use crate::state::Status;

type Change = fn(&mut State);
type Case = (Hook, Change, &'static [Rule]);

fn start() -> Hook {
    Hook::named("start")
}

fn of_db(kind: &str) -> Hook {
    Hook::relation("db", 3, kind)
}

fn backup(params: serde_json::Value) -> Hook {
    Hook::action("backup", params)
}

fn nothing(_: &mut State) {}

#[rustfmt::skip]
fn states() -> Vec<Case> {
    use Rule::*;
    vec![
        (start(), |state| state.goal_state.units.clear(), &[]),
        (start(), |state| state.unit = "web/00".into(), &[BadName, PlannedUnits]),
        (start(), |state| database(state).remote_app = "postgresql-14".into(), &[BadName, StrangeUnit, SecretGrant, SecretGrant]),
        (start(), |state| { database(state).remote_units_data.insert("postgresql".into(), [].into()); }, &[BadName]),
        (start(), |state| state.principal_unit = "ubuntu/0".into(), &[PrincipalUnit]),
        (start(), |state| { state.goal_state.units.insert("db/0".into(), "active".into()); }, &[PlannedUnits]),
        (start(), |state| { state.goal_state.units.remove("web/0"); }, &[PlannedUnits]),
        (start(), |state| state.unit_status = Status::new("ready", ""), &[UnknownStatus]),
        (start(), |state| state.app_status = Status::new("Active", ""), &[UnknownStatus]),
        (start(), |state| { state.charm_state.insert("k".repeat(257), "v".into()); }, &[CharmStateSize]),
        (start(), |state| { state.charm_state.insert("k".into(), "v".repeat(65537)); }, &[CharmStateSize]),
        (start(), |state| state.juju_version = "latest".into(), &[BadJujuVersion]),
        (start(), |state| { state.cloud_spec = Some(json!({"type": "kubernetes"})); state.juju_version = "3.6.9".into(); }, &[CloudSpec]),

        (start(), |state| { state.set_config("prot", 80); }, &[UnknownOption]),
        (start(), |state| { state.set_config("port", "80"); }, &[OptionType]),
        (start(), |state| { state.set_config("port", 80.5); }, &[OptionType]),
        (start(), |state| { state.set_config("port", u64::MAX); }, &[OptionType]),
        (start(), |state| { state.set_config("ratio", "half"); }, &[OptionType]),
        (start(), |state| { state.set_config("debug", 1); }, &[OptionType]),
        (start(), |state| { state.set_config("name", 1); }, &[OptionType]),
        (start(), |state| { state.set_config("password", OTHERS); }, &[OptionType]),
        (start(), |state| { state.set_config("password", "secret:hunter2"); }, &[OptionType]),
        (start(), |state| { state.set_config("port", json!(null)); }, &[OptionWithoutValue]),
        (start(), |state| { state.config.remove("port"); }, &[OptionWithoutValue]),
        (start(), |state| state.juju_version = "3.3.7".into(), &[SecretOption]),

        (start(), |state| database(state).endpoint = "bd".into(), &[UnknownEndpoint]),
        (start(), |state| { state.goal_state.relations.insert("bd".into(), [].into()); }, &[UnknownEndpoint]),
        (start(), |state| state.relations[4].id = 4, &[SameRelationId]),
        (start(), |state| { peers(state).remote_app = "db".into(); peers(state).remote_units_data.clear(); }, &[PeerApplication]),
        (start(), |state| { state.relations[2].remote_app = "web".into(); }, &[PeerApplication]),
        (start(), |state| state.relations.push(Relation::named("db", 9, "mysql")), &[EndpointLimit]),
        (start(), |state| state.relations.push(Relation::named("cluster", 9, "web")), &[EndpointLimit]),
        (start(), |state| state.relations.push(Relation::named("host", 9, "u").with_unit("u/0", []).with_unit("u/1", [])), &[ContainerScope]),
        (start(), |state| { peers(state).remote_units_data.insert("web/0".into(), [].into()); }, &[OwnUnit]),
        (start(), |state| { database(state).remote_units_data.insert("mysql/0".into(), [].into()); }, &[StrangeUnit]),
        (start(), |state| { peers(state).remote_app_data.insert("a".into(), "b".into()); }, &[PeerAppData]),
        (start(), |state| { database(state).local_unit_data.insert(String::new(), "b".into()); }, &[EmptyKey]),
        (start(), |state| { database(state).local_app_data.insert("a".into(), String::new()); }, &[EmptyValue]),
        (start(), |state| { database(state).remote_units_data.insert("postgresql/0".into(), [("a".into(), String::new())].into()); }, &[EmptyValue]),

        (start(), |state| { state.networks.insert("juju".into(), None); }, &[UnknownBinding]),
        (start(), |state| state.opened_ports[0].to = 65536, &[BadPort]),
        (start(), |state| state.opened_ports[0].from = 1, &[BadPort]),
        (start(), |state| state.opened_ports[2].from = 8, &[BadPort]),
        (start(), |state| state.opened_ports[0].protocol = "sctp".into(), &[BadPort]),
        (start(), |state| { state.resources.insert("imag".into(), "/srv".into()); }, &[UnknownResource]),

        (start(), |state| state.storages.push(storage("cache/7", "filesystem")), &[UnknownStorage]),
        (start(), |state| { state.requested_storages.insert("cache".into(), 1); }, &[UnknownStorage]),
        (start(), |state| state.storages[0].id = "data".into(), &[BadStorageId]),
        (start(), |state| state.storages[2].id = "disk/0".into(), &[SameStorageNumber]),
        (start(), |state| state.storages[2].kind = "filesystem".into(), &[StorageKind]),
        (start(), |state| state.storages.push(storage("disk/7", "block")), &[StorageCount]),
        (start(), |state| state.storages.push(storage("data/7", "filesystem")), &[StorageCount]),

        (start(), |state| state.secrets[2].id = "secret-of-the-unit".into(), &[BadSecretId]),
        (start(), |state| state.secrets[2].id = APPS.into(), &[SameSecretId]),
        (start(), |state| { state.secrets[2].revisions.insert(1, [("Key".into(), "v".into())].into()); }, &[SecretKey]),
        (start(), |state| { state.secrets[2].revisions.insert(1, [].into()); }, &[EmptySecret]),
        (start(), |state| { state.secrets[2].revisions.insert(1, [("key".into(), "v".repeat(8193))].into()); state.juju_version = "3.5.4".into(); }, &[SecretSize]),
        (start(), |state| state.secrets[2].revisions.clear(), &[SecretRevision]),
        (start(), |state| { state.secrets[2].revisions.insert(0, [("key".into(), "v".into())].into()); }, &[SecretRevision]),
        (start(), |state| state.secrets[0].tracked = Some(3), &[SecretRevision]),
        (start(), |state| state.secrets[2].rotate = "dayly".into(), &[RotatePolicy]),
        (start(), |state| state.secrets[2].owner = Owner::App, &[SameSecretLabel]),
        (start(), |state| { state.secrets[1].grants.insert((9, "application-postgresql".into())); }, &[SecretGrant]),
        (start(), |state| { state.secrets[1].grants.insert((3, "application-mysql".into())); }, &[SecretGrant]),
        (start(), |state| state.juju_version = "2.9.50".into(), &[SecretOption, NoSecretsYet]),
    ]
}

#[rustfmt::skip]
fn events() -> Vec<Case> {
    use Rule::*;
    vec![
        (Hook::named("db-relation-chnged"), nothing, &[UnknownEvent]),
        (of_db("chnged"), nothing, &[UnknownEvent]),
        (Hook::named("bd-relation-changed"), nothing, &[UnknownEvent]),
        (Hook::named("leader-deposed"), nothing, &[UnknownEvent]),
        (Hook::named("db-relation-changed"), nothing, &[BareEvent]),
        (Hook::named("secret-changed"), nothing, &[BareEvent]),
        (Hook::named("leader-settings-changed"), |state| { state.leader = false; state.juju_version = "4.0.1".into(); }, &[EventVersion]),
        (Hook::named("pre-series-upgrade"), |state| state.juju_version = "4.0.1".into(), &[EventVersion]),
        (Hook::pebble("app", "check-failed"), |state| state.juju_version = "3.5.4".into(), &[EventVersion]),
        (Hook::named("leader-elected"), |state| state.leader = false, &[NotLeader]),
        (Hook::named("leader-settings-changed"), nothing, &[IsLeader]),
        (Hook::named("install"), nothing, &[UnitsTooEarly, UnitsTooEarly, UnitsTooEarly]),

        (Hook::relation("bd", 3, "changed"), nothing, &[UnknownEndpoint]),
        (Hook::relation("bd", 3, "changed"), |state| database(state).endpoint = "bd".into(), &[UnknownEndpoint]),
        (of_db("changed"), |state| { state.relations.remove(1); state.secrets[1].grants.clear(); }, &[EventWithoutRelation]),
        (Hook::relation("db", 4, "changed"), nothing, &[EventWithoutRelation]),
        (crate::hook::on::relation_changed(Named("website")), nothing, &[WhichRelation]),
        (crate::hook::on::relation_created(Named("host")), nothing, &[EventWithoutRelation]),
        (of_db("joined"), nothing, &[EventWithoutUnit]),
        (of_db("departed"), nothing, &[EventWithoutUnit]),
        (Hook::relation("website", 4, "created").unit("haproxy/0"), nothing, &[EventWithUnit]),
        (of_db("changed").unit("postgresql/1"), nothing, &[UnitNotJoined]),
        (of_db("joined").unit("postgresql/1"), nothing, &[UnitNotJoined]),
        (of_db("changed").unit("mysql/0"), nothing, &[StrangeUnit]),
        (of_db("departed").unit("mysql/0"), nothing, &[StrangeUnit]),
        (of_db("changed").unit("postgresql"), nothing, &[BadName]),
        (Hook::relation("cluster", 1, "changed").unit("web/0"), nothing, &[OwnUnit]),
        (of_db("departed").unit("postgresql/0").departing("postgresql/1"), nothing, &[DepartingUnit]),
        (of_db("changed").unit("postgresql/0").departing("postgresql/0"), nothing, &[DepartingUnit]),
        (of_db("created"), nothing, &[UnitsTooEarly]),
        (of_db("broken"), nothing, &[UnitsTooLate]),
        (Hook::relation("cluster", 1, "broken"), nothing, &[BrokenPeers]),

        (Hook::storage("cache/0", "attached"), nothing, &[UnknownStorage]),
        (Hook::storage("data/5", "attached"), nothing, &[EventWithoutStorage]),
        (crate::hook::on::storage_attached(Named("data")), |state| state.storages.clear(), &[EventWithoutStorage]),
        (crate::hook::on::storage_attached(Named("data")), nothing, &[WhichStorage]),

        (Hook::secret("changed", "9m4e2mr0ui3e8a215n70"), nothing, &[EventWithoutSecret]),
        (Hook::secret("rotate", OTHERS), |state| state.secrets[0].rotate = "daily".into(), &[NotOwner]),
        (Hook::secret("remove", OTHERS).revision(1), nothing, &[NotOwner]),
        (Hook::secret("rotate", APPS), |state| state.leader = false, &[NotLeader]),
        (Hook::secret("rotate", OWN), nothing, &[NotRotated]),
        (Hook::secret("changed", OTHERS), |state| state.secrets[0].tracked = None, &[NothingNew]),
        (Hook::secret("changed", OWN), |state| state.secrets[2].tracked = Some(1), &[NothingNew]),
        (Hook::secret("changed", OTHERS).revision(2), nothing, &[EventRevision]),
        (Hook::secret("expired", APPS), nothing, &[EventRevision]),
        (Hook::secret("expired", APPS).revision(3), nothing, &[EventRevision]),
        (Hook::secret("remove", APPS).revision(2), nothing, &[EventRevision]),
        (Hook::pebble("ap", "ready"), nothing, &[UnknownContainer]),

        (Hook::action("bakcup", json!({})), nothing, &[UnknownAction]),
        (backup(json!({"target": "disk", "kep": 7})), |state| state.juju_version = "4.0.0".into(), &[UnknownParameter]),
        (Hook::action("strict", json!({"b": ""})), nothing, &[UnknownParameter]),
        (backup(json!({"target": 1})), nothing, &[ParameterType]),
        (backup(json!({"target": "disk", "keep": 7.5})), nothing, &[ParameterType]),
        (backup(json!({"target": "disk", "label": true})), nothing, &[ParameterType]),
        (backup(json!({"keep": 7})), nothing, &[MissingParameter]),
        (backup(json!({"target": "dsk"})), nothing, &[ParameterValue]),
        (backup(json!({"target": "disk", "keep": 31})), nothing, &[ParameterValue]),
        (backup(json!({"target": "disk", "keep": 0})), nothing, &[ParameterValue]),
        (backup(json!({"target": "disk", "level": [1, {"a": false}]})), nothing, &[ParameterValue]),
    ]
}

/// A name that the charm's constants would be.
struct Named(&'static str);

impl crate::names::EndpointName for Named {
    fn name(self) -> &'static str {
        self.0
    }
}

impl crate::names::StorageName for Named {
    fn name(self) -> &'static str {
        self.0
    }
}

#[test]
fn each_rule_is_broken_alone() {
    let metadata = metadata();
    for (number, (hook, change, expected)) in states().into_iter().chain(events()).enumerate() {
        let found = found(&metadata, &hook, change);
        assert_eq!(rules(&found), expected, "case {number}, {hook:?}: {found:#?}");
    }
}

#[test]
fn every_rule_is_tested() {
    let tested: Vec<Rule> =
        states().into_iter().chain(events()).flat_map(|(.., rules)| rules.iter().copied()).collect();
    let of_metadata = [Rule::Assumes];
    for rule in Rule::ALL {
        assert!(tested.contains(rule) || of_metadata.contains(rule), "{}", rule.code());
    }
}

#[test]
fn what_the_metadata_assumes_holds() {
    let metadata = metadata_of(&format!("{METADATA}assumes: [juju >= 3.5, juju < 4]\n"));
    for (version, expected) in
        [("3.4.9", &[Rule::Assumes][..]), ("3.5.0", &[]), ("3.6.11", &[]), ("4.0.0", &[Rule::Assumes])]
    {
        let found = found(&metadata, &start(), |state| state.juju_version = version.into());
        assert_eq!(rules(&found), expected, "{version}: {found:?}");
    }
}

#[test]
fn a_subordinate_has_a_principal() {
    let metadata = metadata_of(&format!("{METADATA}subordinate: true\n"));
    for (unit, expected) in [
        ("", &[Rule::PrincipalUnit][..]),
        ("ubuntu", &[Rule::BadName]),
        ("web/1", &[Rule::PrincipalUnit]),
        ("ubuntu/0", &[]),
    ] {
        let found = found(&metadata, &start(), |state| state.principal_unit = unit.into());
        assert_eq!(rules(&found), expected, "{unit}: {found:?}");
    }
}

/// The help names what was meant.
#[test]
fn a_name_that_is_nearly_right_is_suggested() {
    let cases: [(Hook, Change, &str); 5] = [
        (Hook::named("db-relation-chnged"), nothing, "did you mean `db-relation-changed`?"),
        (Hook::named("db-relation-changed"), nothing, "make it by `on::relation_changed(…)`"),
        (Hook::action("bakcup", json!({})), nothing, "did you mean `backup`?"),
        (crate::hook::on::relation_changed(Named("website")), nothing, "say which, by `.id(4)` or `.id(5)`"),
        (
            start(),
            |state| {
                state.set_config("prot", 80);
            },
            "did you mean `port`?",
        ),
    ];
    for (hook, change, help) in cases {
        let found = found(&metadata(), &hook, change);
        assert_eq!(found[0].help, help, "{found:?}");
    }
}
