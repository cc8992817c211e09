//! Which events can be deferred is said twice: to the macros, that know kinds, and to the compiler, that knows types. Both say
//! the same.

use std::marker::PhantomData;

use ops::prelude::*;
use ops_metadata::EventKind;

/// The types of Juju's events, each with whether it is `Deferrable`.
macro_rules! deferrable {
    ($($event:ident)*) => {[$((stringify!($event), {
        struct Probe<T>(PhantomData<T>);
        #[allow(dead_code)] // Of each pair one constant is never read.
        trait Otherwise {
            const DEFERRABLE: bool = false;
        }
        impl<T> Otherwise for Probe<T> {}
        // A constant of the type itself goes before that of a trait, where its bound holds.
        #[allow(dead_code)]
        impl<T: Deferrable> Probe<T> {
            const DEFERRABLE: bool = true;
        }
        Probe::<$event>::DEFERRABLE
    })),*]};
}

#[test]
fn kinds_and_types_agree() {
    let types = deferrable! {
        Install Start ConfigChanged UpgradeCharm UpdateStatus Stop Remove LeaderElected LeaderSettingsChanged
        RelationCreated RelationJoined RelationChanged RelationDeparted RelationBroken
        StorageAttached StorageDetaching
        PebbleReady PebbleCustomNotice PebbleCheckFailed PebbleCheckRecovered
        SecretChanged SecretExpired SecretRemove SecretRotate
    };
    // An action has parameters, not an event.
    let kinds = EventKind::ALL.iter().filter(|kind| **kind != EventKind::Action);
    let kinds: Vec<_> = kinds.map(|kind| (kind.type_name(), kind.deferrable())).collect();
    assert_eq!(types.to_vec(), kinds);
}
