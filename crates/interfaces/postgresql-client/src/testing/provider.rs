//! The providing side.

use ops::testing::{InterfaceCase, Owner, Relation, Run, State};

use super::{has, says, says_nothing};
use crate::wire;

/// A requirer that asks for a database, with its answer in secrets.
fn asked(relation: Relation, state: State) -> (Relation, State) {
    let secrets = r#"["username", "password", "tls", "tls-ca", "uris", "read-only-uris"]"#;
    (relation.with_remote_app_data([(wire::DATABASE, "shop"), (wire::REQUESTED_SECRETS, secrets)]), state)
}

/// The secret whose URI the databag has under this key.
fn is_granted(relation: &Relation, run: &Run, key: &str) -> Result<(), String> {
    let missing = || format!("`{key}` should be in the databag {:?}", relation.local_app_data);
    let uri = relation.local_app_data.get(key).ok_or_else(missing)?;
    let secret = run.state.secret(uri).ok_or_else(|| format!("there is no secret {uri}"))?;
    let grant = (relation.id, format!("application-{}", relation.remote_app));
    if secret.owner != Owner::App {
        return Err(format!("{uri} should be the application's"));
    }
    if !secret.grants.contains(&grant) {
        return Err(format!("{uri} should be granted to `{}` over the relation", relation.remote_app));
    }
    says(&secret.content(), &[wire::USERNAME, wire::PASSWORD])
}

pub(super) const CASES: [InterfaceCase; 4] = [
    InterfaceCase {
        name: "the leader answers with a user in a secret that the requirer may read",
        leader: true,
        before: asked,
        kind: "changed",
        unit: "",
        after: |relation, run| {
            says(&relation.local_app_data, &[wire::ENDPOINTS])?;
            has(&relation.local_app_data, wire::DATABASE, "shop")?;
            is_granted(relation, run, "secret-user")?;
            match relation
                .local_app_data
                .keys()
                .find(|key| [wire::USERNAME, wire::PASSWORD].contains(&key.as_str()))
            {
                Some(key) => Err(format!("`{key}` should be in the secret alone")),
                None => Ok(()),
            }
        },
    },
    InterfaceCase {
        name: "who does not lead answers nothing",
        leader: false,
        before: asked,
        kind: "changed",
        unit: "",
        after: |relation, _| says_nothing(&relation.local_app_data),
    },
    InterfaceCase {
        name: "who asks for no database gets none",
        leader: true,
        before: |relation, state| (relation.with_unit("remote/0", []), state),
        kind: "changed",
        unit: "remote/0",
        after: |relation, _| match relation.local_app_data.keys().find(|key| key.starts_with("secret-")) {
            Some(key) => Err(format!("`{key}` answers what was not asked")),
            None => Ok(()),
        },
    },
    InterfaceCase {
        name: "the end of the relation is borne",
        leader: true,
        before: asked,
        kind: "broken",
        unit: "",
        after: |_, _| Ok(()),
    },
];
