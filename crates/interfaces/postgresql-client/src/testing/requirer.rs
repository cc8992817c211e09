//! The requiring side.

use ops::testing::{InterfaceCase, Owner, Relation, Secret, State};

use super::{has, list, says, says_nothing};
use crate::wire;

const USER: &str = "9m4e2mr0ui3e8a215n4g";

/// A provider that has answered, with a user in a secret.
fn answered(relation: Relation, state: State) -> (Relation, State) {
    let user = [(wire::USERNAME, "relation-3"), (wire::PASSWORD, "a password of a test")];
    let relation = relation
        .with_local_app_data([
            (wire::DATABASE, "shop"),
            (wire::REQUESTED_SECRETS, r#"["username", "password"]"#),
        ])
        .with_remote_app_data([
            (wire::DATA, r#"{"database": "shop", "requested-secrets": "[\"username\", \"password\"]"}"#),
            (wire::DATABASE, "shop"),
            (wire::ENDPOINTS, "192.0.2.7:5432"),
            (wire::VERSION, "16.9"),
            ("secret-user", &format!("secret:{USER}")),
        ]);
    (relation, state.with_secret(Secret::new(USER, Owner::Other { is_granted: true }, user)))
}

pub(super) const CASES: [InterfaceCase; 4] = [
    InterfaceCase {
        name: "the leader asks for a database, and for its secrets",
        leader: true,
        before: |relation, state| (relation, state),
        kind: "created",
        unit: "",
        after: |relation, _| {
            says(&relation.local_app_data, &[wire::DATABASE])?;
            let requested = list(&relation.local_app_data, wire::REQUESTED_SECRETS)?;
            let missing = ["username", "password", "tls"]
                .iter()
                .find(|field| !requested.iter().any(|is| is == **field));
            missing.map_or(Ok(()), |field| Err(format!("`{field}` should be among {requested:?}")))
        },
    },
    InterfaceCase {
        name: "who does not lead asks for nothing",
        leader: false,
        before: |relation, state| (relation, state),
        kind: "created",
        unit: "",
        after: |relation, _| says_nothing(&relation.local_app_data),
    },
    InterfaceCase {
        name: "each unit remembers the answer that it has seen, and shows its password nowhere",
        leader: false,
        before: answered,
        kind: "changed",
        unit: "",
        after: |relation, run| {
            let seen = relation.local_unit_data.get(wire::DATA).cloned().unwrap_or_default();
            let seen: ops::testing::Bag =
                serde_json::from_str(&seen).map_err(|error| format!("`data` does not read: {error}"))?;
            has(&seen, wire::ENDPOINTS, "192.0.2.7:5432")?;
            has(&seen, "secret-user", &format!("secret:{USER}"))?;
            if run.to_string().contains("a password of a test") {
                Err("the password is shown".into())
            } else {
                Ok(())
            }
        },
    },
    InterfaceCase {
        name: "the end of the relation is borne",
        leader: true,
        before: answered,
        kind: "broken",
        unit: "",
        after: |_, _| Ok(()),
    },
];
