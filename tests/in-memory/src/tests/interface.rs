//! The cases of an interface tell which of them a charm fails, and what it did.

use std::panic::catch_unwind;

use ops::testing::{InterfaceCase, InterfaceCases};

use super::Everything;

const CASES: [InterfaceCase; 2] = [
    InterfaceCase {
        name: "the note is there",
        leader: true,
        before: |relation, state| (relation, state),
        kind: "created",
        unit: "",
        after: |relation, _| match relation.local_unit_data.get("note") {
            Some(_) => Ok(()),
            None => Err("there is no note".into()),
        },
    },
    InterfaceCase {
        name: "it bears its end",
        leader: false,
        before: |relation, state| (relation, state),
        kind: "broken",
        unit: "",
        after: |_, _| Ok(()),
    },
];

#[test]
fn tell_what_is_not_so() {
    let cases = InterfaceCases::new("provider of http", &CASES);
    let failed = catch_unwind(|| cases.run::<Everything>(Everything::ENDPOINTS.website)).unwrap_err();
    let message = *failed.downcast::<String>().unwrap();
    for part in [
        "`everything` is no good provider of http at `website`",
        "- the note is there: there is no note",
        "created: committed",
    ] {
        assert!(message.contains(part), "{part} is not in: {message}");
    }
    assert!(!message.contains("it bears its end"), "{message}");
}
