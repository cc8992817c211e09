//! What is unusual, and Juju's all the same.

use serde_json::json;

use super::*;

type Case = (Hook, fn(&mut State));

fn nothing(_: &mut State) {}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    vec![
        (Hook::named("start"), nothing),
        (Hook::named("config-changed"), |state| { state.set_config("password", ""); }),
        (Hook::named("config-changed"), |state| { state.set_config("password", format!("secret://deadbeef-0bad-400d-8000-4b1d0d06f00d/{OTHERS}")); }),
        (Hook::named("config-changed"), |state| { state.config.remove("name"); }),
        (Hook::named("config-changed"), |state| { state.set_config("ratio", -0.5); }),
        (Hook::named("install"), |state| state.relations.iter_mut().for_each(|relation| relation.remote_units_data.clear())),
        (Hook::named("leader-elected"), nothing),
        (Hook::named("leader-settings-changed"), |state| state.leader = false),
        (Hook::named("post-series-upgrade"), nothing),
        (Hook::named("upgrade-charm"), |state| state.juju_version = "3.6-beta2".into()),
        (Hook::named("update-status"), |state| { state.max_charm_state_size = 20; state.charm_state.insert("k".repeat(256), "v".repeat(65536)); }),
        (Hook::named("update-status"), |state| { state.unit_status.status = "terminated".into(); state.app_status.status = "unset".into(); }),
        (Hook::named("update-status"), |state| { state.cloud_spec = Some(json!({"type": "kubernetes", "name": "k8s"})); }),

        // An endpoint of one relation need not be told of by its number.
        (Hook::relation("db", 3, "changed"), nothing),
        (Hook::relation("db", 3, "changed").unit("postgresql/0"), nothing),
        (Hook::relation("db", 3, "joined").unit("postgresql/0"), nothing),
        // What has departed may still be read, or not.
        (Hook::relation("db", 3, "departed").unit("postgresql/0"), nothing),
        (Hook::relation("db", 3, "departed").unit("postgresql/0").departing("postgresql/0"), nothing),
        (Hook::relation("db", 3, "departed").unit("postgresql/0").departing("web/0"), nothing),
        (Hook::relation("db", 3, "departed").unit("postgresql/7"), nothing),
        (Hook::relation("db", 3, "broken"), |state| database(state).remote_units_data.clear()),
        (Hook::relation("cluster", 1, "changed").unit("web/1"), nothing),
        (Hook::relation("cluster", 1, "created"), |state| peers(state).remote_units_data.clear()),
        (Hook::relation("host", 9, "joined").unit("ubuntu/0"), |state| state.relations.push(Relation::named("host", 9, "ubuntu").with_unit("ubuntu/0", []))),
        // From another model, under the name that the controller gives it; a key that came in a file.
        (Hook::named("start"), |state| {
            let remote = Relation::named("logs", 7, "remote-0b1a2c3d4e5f").with_unit("remote-0b1a2c3d4e5f/0", [("a=b. $c", " ")]);
            state.relations.push(remote.with_remote_model("elsewhere"));
        }),

        (Hook::storage("data/1", "detaching"), nothing),
        (crate::hook::on::storage_attached(Disk), nothing),
        (Hook::secret("changed", OTHERS), nothing),
        (Hook::secret("changed", &format!("secret:{APPS}")), |state| state.secrets[1].tracked = Some(1)),
        (Hook::secret("rotate", APPS), nothing),
        (Hook::secret("expired", OWN).revision(1), |state| state.leader = false),
        (Hook::secret("remove", APPS).revision(1), nothing),
        // Its owner has removed the revision that is read.
        (Hook::named("start"), |state| { state.secrets[0].revisions.remove(&1); }),
        (Hook::named("start"), |state| { state.secrets[2].revisions.insert(1, [("key".into(), "v".repeat(1_000_000))].into()); }),

        (Hook::pebble("app", "ready"), nothing),
        (Hook::pebble("app", "custom-notice"), nothing),
        (Hook::action("backup", json!({"target": "tape", "keep": 30.0, "label": null, "level": 1.0})), nothing),
        (Hook::action("backup", json!({"target": "tape", "level": [1, {"a": true}]})), nothing),
        // Juju 3 passes on what the schema does not name.
        (Hook::action("backup", json!({"target": "disk", "kep": 7})), nothing),
        (Hook::action("open", json!({"a": 1})), |state| state.juju_version = "4.0.0".into()),
        (Hook::action("patterned", json!({"x-a": "1"})), |state| state.juju_version = "4.0.0".into()),
    ]
}

struct Disk;

impl crate::names::StorageName for Disk {
    fn name(self) -> &'static str {
        "disk"
    }
}

#[test]
fn what_juju_does_is_well() {
    let metadata = metadata();
    for (number, (hook, change)) in cases().into_iter().enumerate() {
        let found = found(&metadata, &hook, change);
        assert_eq!(found, [], "case {number}, {hook:?}");
    }
}

#[test]
fn a_limit_of_none_is_none() {
    let metadata = metadata_of(&METADATA.replace("limit: 1", "limit: 0"));
    let found = found(&metadata, &Hook::named("start"), |state| {
        state.relations.push(Relation::named("db", 9, "mysql"));
    });
    assert_eq!(found, []);
}

/// Each of these could be an extension's.
#[test]
fn names_that_an_extension_may_add_are_well() {
    let charmcraft = format!("type: charm\n{METADATA}extensions: [flask-framework]\n");
    let metadata = read_bytes([b"", b"", b"", b"", charmcraft.as_bytes()]).metadata;
    let state = |state: &mut State| {
        state.set_config("webserver-workers", 4);
        state.relations.push(Relation::named("ingress", 9, "traefik"));
        state.networks.insert("ingress".into(), None);
        state.resources.insert("flask-app-image".into(), "image".into());
        state.storages.push(storage("cache/9", "filesystem"));
    };
    for hook in [
        Hook::relation("ingress", 9, "changed"),
        Hook::pebble("flask-app", "ready"),
        Hook::storage("cache/9", "attached"),
        Hook::action("rotate-secret-key", json!({})),
    ] {
        assert_eq!(found(&metadata, &hook, state), [], "{hook:?}");
    }
    // What it is about is not known, but that it is about something is.
    let found = found(&metadata, &Hook::named("ingress-relation-changed"), state);
    assert_eq!(rules(&found), [Rule::BareEvent]);
}

/// What comes out of a hook goes into the next one.
#[test]
fn what_a_charm_makes_of_it_is_well() {
    use crate::context::{HookContext, Outcome};
    let calls: [(&str, &[&str]); 12] = [
        ("relation-set", &["-r", "3", "database=web", "private-address="]),
        ("relation-set", &["-r", "3", "--app", "database=web"]),
        ("secret-add", &["--label", "new", "--rotate", "daily", "password=planted"]),
        ("secret-get", &[APPS]),
        ("secret-set", &[APPS, "password=other"]),
        ("secret-remove", &[APPS, "--revision", "1"]),
        ("secret-grant", &[OWN, "-r", "3"]),
        ("open-port", &["0/udp"]),
        ("status-set", &["blocked", "why"]),
        ("status-set", &["--application", "active"]),
        ("state-set", &["a=b"]),
        ("storage-add", &["data"]),
    ];
    let (metadata, mut state) = (metadata(), state());
    state.storages.remove(0);
    let mut context = HookContext::new(state, Hook::named("start"));
    for (tool, args) in calls {
        let served = context.call(tool, args, &mut NoInput);
        assert_eq!(served.code, 0, "{tool}: {}", served.stderr);
    }
    assert_eq!(context.refusal(Some(&metadata.storages)), None);
    let (state, _) = context.end(&Outcome::Committed);
    assert_eq!(check(&state, &Hook::named("start"), &metadata), []);
}

struct NoInput;

impl crate::tools::Input for NoInput {
    fn stdin(&mut self) -> std::io::Result<Vec<u8>> {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn file(&mut self, _: &str) -> std::io::Result<Vec<u8>> {
        self.stdin()
    }
}
