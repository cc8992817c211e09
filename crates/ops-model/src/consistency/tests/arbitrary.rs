//! States and events of no sense at all.

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::state::{GoalState, Status};

/// A name that the metadata has, or nearly has, or any text.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "/",
            "db",
            "bd",
            "logs",
            "host",
            "website",
            "cluster",
            "app",
            "data",
            "disk",
            "image",
            "admin",
            "port",
            "password",
            "backup",
            "target",
            "keep",
            "level",
            "web",
            "web/0",
            "web/1",
            "postgresql",
            "postgresql/0",
            "data/0",
            "disk/1",
            "data/0/1",
            "secret:",
            OTHERS,
            APPS,
            OWN,
            "application-postgresql",
            "unit-web-0",
            "unit-",
        ])
        .prop_map(str::to_owned),
        ".{0,6}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        name().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((name(), inner), 0..3).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn bag() -> impl Strategy<Value = crate::state::Bag> {
    btree_map(name(), name(), 0..3)
}

fn relation() -> impl Strategy<Value = Relation> {
    let bags = (bag(), bag(), bag(), btree_map(name(), bag(), 0..3));
    (0..4_u64, name(), name(), bags, option::of(name())).prop_map(
        |(
            id,
            endpoint,
            remote_app,
            (local_unit_data, local_app_data, remote_app_data, units),
            remote_model_uuid,
        )| Relation {
            id,
            endpoint,
            remote_app,
            local_unit_data,
            local_app_data,
            remote_app_data,
            remote_units_data: units,
            remote_model_uuid,
        },
    )
}

fn secret() -> impl Strategy<Value = Secret> {
    let owner = prop_oneof![
        Just(Owner::Unit),
        Just(Owner::App),
        any::<bool>().prop_map(|is_granted| Owner::Other { is_granted })
    ];
    let numbers =
        (btree_map(0..4_u64, bag(), 0..3), option::of(any::<u64>()), btree_set((0..4_u64, name()), 0..3));
    (name(), owner, name(), name(), numbers).prop_map(
        |(id, owner, label, rotate, (revisions, tracked, grants))| Secret {
            id,
            owner,
            label,
            description: String::new(),
            rotate,
            expire: String::new(),
            revisions,
            tracked,
            reader_label: String::new(),
            grants,
        },
    )
}

fn port() -> impl Strategy<Value = OpenPort> {
    let protocol = prop::sample::select(vec!["tcp", "udp", "icmp", ""]);
    let number = || prop_oneof![-2..3_i64, any::<i64>()];
    (protocol, number(), number(), name()).prop_map(|(protocol, from, to, endpoint)| OpenPort {
        protocol: protocol.into(),
        from,
        to,
        endpoint,
    })
}

prop_compose! {
    fn any_state()(
        (unit, principal_unit, juju_version) in (name(), name(), prop_oneof!["[234]\\.[0-9]\\.[0-9]{1,2}", ".{0,4}"]),
        (leader, max_charm_state_size) in (any::<bool>(), prop_oneof![0..64_usize, any::<usize>()]),
        (unit_status, app_status) in (name(), name()),
        config in btree_map(name(), value(), 0..3),
        relations in vec(relation(), 0..4),
        secrets in vec(secret(), 0..3),
        storages in vec((name(), name()), 0..4),
        ports in vec(port(), 0..3),
        names in vec(name(), 0..3),
        units in btree_map(name(), name(), 0..3),
        charm_state in bag(),
        cloud_spec in option::of(value()),
    ) -> State {
        let mut state = State::unit(unit);
        (state.principal_unit, state.juju_version) = (principal_unit, juju_version);
        (state.leader, state.max_charm_state_size) = (leader, max_charm_state_size);
        (state.unit_status, state.app_status) = (Status::new(&unit_status, ""), Status::new(&app_status, ""));
        (state.config, state.relations, state.secrets) = (config, relations, secrets);
        state.storages = storages.iter().map(|(id, kind)| storage(id, kind)).collect();
        (state.opened_ports, state.charm_state, state.cloud_spec) = (ports, charm_state, cloud_spec);
        let relations = names.iter().map(|name| (name.clone(), [].into())).collect();
        state.goal_state = GoalState { units, relations };
        for name in names {
            state.networks.insert(name.clone(), None);
            state.resources.insert(name.clone(), String::new());
            state.requested_storages.insert(name, u64::MAX);
        }
        state
    }
}

fn any_hook() -> impl Strategy<Value = Hook> {
    let kind = || {
        let known = vec![
            "created", "joined", "changed", "departed", "broken", "attached", "ready", "rotate", "expired",
            "remove", "",
        ];
        prop_oneof![prop::sample::select(known).prop_map(str::to_owned), name()]
    };
    let of_unit = prop_oneof![
        prop::sample::select(vec![
            "install",
            "leader-elected",
            "leader-settings-changed",
            "collect-metrics",
            "db-relation-changed"
        ])
        .prop_map(str::to_owned),
        name()
    ];
    let about = (option::of(name()), option::of(name()));
    prop_oneof![
        of_unit.prop_map(|name| Hook::named(&name)),
        (name(), 0..4_u64, kind(), about).prop_map(|(endpoint, id, kind, (unit, departing))| {
            let hook = Hook::relation(&endpoint, id, &kind);
            let hook = unit.into_iter().fold(hook, |hook, unit| hook.unit(&unit));
            departing.into_iter().fold(hook, |hook, unit| hook.departing(&unit))
        }),
        (name(), kind()).prop_map(|(id, kind)| Hook::storage(&id, &kind)),
        (kind(), name(), 0..4_u64)
            .prop_map(|(kind, id, revision)| Hook::secret(&kind, &id).revision(revision)),
        (name(), kind()).prop_map(|(container, kind)| Hook::pebble(&container, &kind)),
        (name(), value()).prop_map(|(action, params)| Hook::action(&action, params)),
    ]
}

proptest! {
    /// No state is too strange to be looked at; what is found is told, and the same each time.
    #[test]
    fn nothing_panics(state in any_state(), hook in any_hook()) {
        let metadata = metadata();
        let found = check(&state, &hook, &metadata);
        for one in &found {
            prop_assert!(one.to_string().lines().count() >= 3);
        }
        prop_assert_eq!(&found, &check(&state, &hook, &metadata));
        let mut hook = hook;
        crate::consistency::insert_defaults(&mut hook, &metadata);
    }

    /// However strange the rest, a charm without metadata is looked at as well.
    #[test]
    fn nothing_panics_without_metadata(state in any_state(), hook in any_hook()) {
        let _ = check(&state, &hook, &Metadata::default());
    }
}
