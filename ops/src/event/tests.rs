use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;

use super::*;
use crate::backend::recording::Recording;
use crate::environment::Environment;
use crate::hook_tools::Tools;
use crate::state::Queue;

/// The environment of a hook, as Juju 3.6 makes it; what Juju leaves empty is here too.
fn environment(hook: &str, particulars: &[(&str, &str)]) -> Environment {
    let path = format!("hooks/{hook}");
    let always = [("JUJU_DISPATCH_PATH", path.as_str()), ("JUJU_UNIT_NAME", "web/0")];
    let pairs =
        always.iter().chain(particulars).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Environment::from_map(&pairs.collect()).unwrap()
}

fn made<E: JujuEvent>(hook: &str, particulars: &[(&str, &str)]) -> Result<E, RecordError> {
    let environment = environment(hook, particulars);
    let cx = Context::new(&environment, Tools::new(Recording::new([])));
    let record = queued(&environment.event);
    assert_eq!(record, *environment.event);
    E::from_core(Core::new(&cx, &Rc::new(record)))
}

/// As it comes back from the queue.
fn queued(event: &EventRecord) -> EventRecord {
    let mut queue = Queue::default();
    queue.push("", event);
    queue.iter().next().unwrap().event().unwrap()
}

const CREATED: &[(&str, &str)] = &[
    ("JUJU_RELATION", "db"),
    ("JUJU_RELATION_ID", "db:3"),
    ("JUJU_REMOTE_APP", "pg"),
    ("JUJU_REMOTE_UNIT", ""),
];
const JOINED: &[(&str, &str)] = &[
    ("JUJU_RELATION", "db"),
    ("JUJU_RELATION_ID", "db:3"),
    ("JUJU_REMOTE_APP", "pg"),
    ("JUJU_REMOTE_UNIT", "pg/1"),
    ("JUJU_DEPARTING_UNIT", "pg/1"),
];
const STORAGE: &[(&str, &str)] =
    &[("JUJU_STORAGE_ID", "data/4"), ("JUJU_STORAGE_LOCATION", "/srv"), ("JUJU_STORAGE_KIND", "filesystem")];
const SECRET: &[(&str, &str)] = &[
    ("JUJU_SECRET_ID", "secret:9m4e2mr0ui3e8a215n4g"),
    ("JUJU_SECRET_LABEL", ""),
    ("JUJU_SECRET_REVISION", "7"),
];
const WORKLOAD: &[(&str, &str)] = &[
    ("JUJU_WORKLOAD_NAME", "web"),
    ("JUJU_NOTICE_ID", "12"),
    ("JUJU_NOTICE_TYPE", "custom"),
    ("JUJU_NOTICE_KEY", "example.com/x"),
    ("JUJU_PEBBLE_CHECK_NAME", "up"),
];

#[test]
fn a_relation_event_has_its_relation_its_application_and_its_units() {
    let created: RelationCreated = made("db-relation-created", CREATED).unwrap();
    assert_eq!((created.relation().to_string().as_str(), created.app()), ("db:3", "pg"));
    assert!(!created.relation().is_broken());
    assert_eq!(created.hook(), "db-relation-created");
    let joined: RelationJoined = made("db-relation-joined", JOINED).unwrap();
    assert_eq!(joined.unit().to_string(), "pg/1");
    let changed: RelationChanged = made("db-relation-changed", CREATED).unwrap();
    assert_eq!(changed.unit(), None);
    let departed: RelationDeparted = made("db-relation-departed", JOINED).unwrap();
    assert_eq!(departed.departing_unit(), departed.unit());
    let broken: RelationBroken = made("db-relation-broken", CREATED).unwrap();
    assert!(broken.relation().is_broken());
}

#[test]
fn other_events_have_what_juju_tells_of_them() {
    let storage: StorageAttached = made("data-storage-attached", STORAGE).unwrap();
    assert_eq!((storage.name(), storage.index(), storage.full_id()), ("data", 4, "data/4"));
    assert_eq!((storage.location().to_str(), storage.kind()), (Some("/srv"), "filesystem"));
    let instance = storage.instance();
    assert_eq!((instance.full_id(), instance.location().unwrap()), ("data/4", storage.location()));
    let secret: SecretRemove = made("secret-remove", SECRET).unwrap();
    assert_eq!(
        (secret.id().as_str(), secret.label(), secret.revision()),
        ("secret:9m4e2mr0ui3e8a215n4g", None, 7)
    );
    let notice: PebbleCustomNotice = made("web-pebble-custom-notice", WORKLOAD).unwrap();
    assert_eq!((notice.container(), notice.notice_id()), ("web", "12"));
    assert_eq!((notice.notice_type(), notice.notice_key()), ("custom", "example.com/x"));
    let check: PebbleCheckFailed = made("web-pebble-check-failed", WORKLOAD).unwrap();
    assert_eq!(check.check_name(), "up");
}

#[test]
fn a_handler_may_take_what_the_kind_has_in_common() {
    let joined: RelationJoined = made("db-relation-joined", JOINED).unwrap();
    assert_eq!(RelationEvent::from_event(joined).unit().unwrap().to_string(), "pg/1");
    let detaching: StorageDetaching = made("data-storage-detaching", STORAGE).unwrap();
    assert_eq!(StorageEvent::from_event(detaching).name(), "data");
    let rotate: SecretRotate = made("secret-rotate", SECRET).unwrap();
    assert_eq!(SecretEvent::from_event(rotate).id().as_str(), "secret:9m4e2mr0ui3e8a215n4g");
    let ready: PebbleReady = made("web-pebble-ready", WORKLOAD).unwrap();
    assert_eq!(WorkloadEvent::from_event(ready).container(), "web");
    let upgrade: UpgradeCharm = made("upgrade-charm", &[]).unwrap();
    assert_eq!(LifecycleEvent::from_event(upgrade).hook(), "upgrade-charm");
}

/// Which variables an event of this kind cannot do without.
fn needed<E: JujuEvent + fmt::Debug>(hook: &str, particulars: &[(&str, &str)]) -> Vec<String> {
    made::<E>(hook, particulars).unwrap();
    let without = |left_out: &str| {
        let rest: Vec<_> = particulars.iter().copied().filter(|(name, _)| *name != left_out).collect();
        made::<E>(hook, &rest).err().map(|error| error.to_string())
    };
    let errors = particulars.iter().filter_map(|(name, _)| {
        let error = without(name)?;
        assert!(error.contains(name) && error.contains(hook), "{error}");
        Some(name.trim_start_matches("JUJU_").to_owned())
    });
    errors.collect()
}

#[test]
fn what_is_missing_is_named() {
    let relation = ["RELATION", "RELATION_ID", "REMOTE_APP"];
    assert_eq!(needed::<RelationCreated>("db-relation-created", CREATED), relation);
    // The unit's name tells the application.
    assert_eq!(
        needed::<RelationDeparted>("db-relation-departed", JOINED),
        ["RELATION", "RELATION_ID", "REMOTE_UNIT", "DEPARTING_UNIT"]
    );
    assert_eq!(
        needed::<RelationJoined>("db-relation-joined", JOINED),
        ["RELATION", "RELATION_ID", "REMOTE_UNIT"]
    );
    assert_eq!(
        needed::<StorageAttached>("data-storage-attached", STORAGE),
        ["STORAGE_ID", "STORAGE_LOCATION", "STORAGE_KIND"]
    );
    assert_eq!(needed::<SecretChanged>("secret-changed", SECRET), ["SECRET_ID"]);
    assert_eq!(needed::<SecretExpired>("secret-expired", SECRET), ["SECRET_ID", "SECRET_REVISION"]);
    assert_eq!(needed::<PebbleReady>("web-pebble-ready", WORKLOAD), ["WORKLOAD_NAME"]);
    assert_eq!(
        needed::<PebbleCheckRecovered>("web-pebble-check-recovered", WORKLOAD),
        ["WORKLOAD_NAME", "PEBBLE_CHECK_NAME"]
    );
    assert_eq!(
        needed::<PebbleCustomNotice>("web-pebble-custom-notice", WORKLOAD),
        ["WORKLOAD_NAME", "NOTICE_ID", "NOTICE_TYPE", "NOTICE_KEY"]
    );
    assert_eq!(needed::<Install>("install", &[]), [""; 0]);
}

proptest! {
    /// Whatever Juju says comes back from the queue as it was.
    #[test]
    fn a_record_reads_back(hook in "[a-z:-]{1,20}", kind in "|-(relation|storage|pebble)-changed", texts in prop::collection::vec(prop::option::of(any::<String>()), 5)) {
        let hook = hook + &kind;
        let variables: BTreeMap<String, Option<String>> =
            crate::environment::variables_of(&hook).iter().map(|name| (*name).to_owned()).zip(texts).collect();
        let record = EventRecord::from_variables(hook, |name| variables.get(name)?.as_ref().map(Into::into));
        let said = variables.values().flatten().count();
        prop_assert_eq!(record.variables().iter().count(), said, "every variable is kept, and no other");
        prop_assert_eq!(queued(&record), record);
    }
}
