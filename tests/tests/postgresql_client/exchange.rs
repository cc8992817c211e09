//! Both example charms, from the relation's first hook to its last. What the one writes, the other is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use standin::{CharmDir, Hook, Juju, Owner, Relation, Secret, State};

use super::{ID, PROVIDED, REQUESTED, bag, fine, own, relation};

const ENDPOINT: &str = "database";
const REQUIRER: &str = "postgresql-requirer";
const PROVIDER: &str = "postgresql-provider";

/// Two applications of one unit each, and their relation.
struct Model {
    requirer: Juju,
    provider: Juju,
    charms: [CharmDir; 2],
}

impl Model {
    fn new(juju_version: &str) -> Self {
        let charms = [CharmDir::example(REQUIRER), CharmDir::example(PROVIDER)];
        let side = |charm: &CharmDir, name: &str, other: &str| {
            let mut state = State::unit(format!("{name}/0"));
            state.leader = true;
            state.juju_version = juju_version.into();
            state.set_config("primary", "10.1.2.3:5432").set_config("replicas", "");
            state.goal_state.units.insert(state.unit.clone(), "active".into());
            state.relations.push(Relation::named(ENDPOINT, ID, other).with_unit(&format!("{other}/0"), []));
            Juju::new(charm, state)
        };
        let requirer = side(&charms[0], REQUIRER, PROVIDER);
        let provider = side(&charms[1], PROVIDER, REQUIRER);
        Self { requirer, provider, charms }
    }

    /// The same, when both sides have said all that they have to say.
    fn settled(juju_version: &str) -> Self {
        let mut model = Self::new(juju_version);
        fine(&mut model.requirer, Hook::relation(ENDPOINT, ID, "created"));
        fine(&mut model.provider, Hook::relation(ENDPOINT, ID, "created"));
        model.settle();
        model
    }

    /// Carries what was written to the other side, until nobody writes any more.
    fn settle(&mut self) {
        for _ in 0..10 {
            let asked = told(&mut self.requirer, &mut self.provider);
            self.share_secrets();
            let answered = told(&mut self.provider, &mut self.requirer);
            if !asked && !answered {
                return;
            }
        }
        panic!("they go on and on");
    }

    /// The requirer has those secrets of the provider's that are granted to it.
    fn share_secrets(&mut self) {
        let granted = (ID, format!("application-{REQUIRER}"));
        let theirs = &mut self.requirer.state_mut().secrets;
        theirs.retain(|secret| self.provider.state().secret(&secret.id).is_some());
        for secret in self.provider.state().secrets.iter().filter(|secret| secret.grants.contains(&granted)) {
            let position = theirs.iter().position(|known| known.id == secret.id);
            let position = position.unwrap_or_else(|| {
                let mut new = secret.clone();
                (new.owner, new.label, new.grants) =
                    (Owner::Other { is_granted: true }, String::new(), [].into());
                theirs.push(new);
                theirs.len() - 1
            });
            theirs[position].revisions.clone_from(&secret.revisions);
        }
    }

    fn label(&self, label: &str) -> &Secret {
        self.provider.state().secret_by_label(label).unwrap()
    }

    /// What the requirer has written down for its program.
    fn file(&self) -> Option<String> {
        fs::read_to_string(self.charms[0].path().join("database.env")).ok()
    }

    fn password(&self) -> String {
        self.label("database.3.user.secret").content()["password"].clone()
    }
}

/// Whether the one wrote what the other has not been told yet; then it is.
fn told(from: &mut Juju, to: &mut Juju) -> bool {
    let (unit, written) = (from.state().unit.clone(), relation(from).clone());
    let known = relation(to);
    let member = known.remote_units_data.get_mut(&unit).unwrap();
    let changed = Hook::relation(ENDPOINT, ID, "changed");
    let mut hooks = Vec::new();
    if *member != written.local_unit_data {
        member.clone_from(&written.local_unit_data);
        hooks.push(changed.clone().unit(&unit));
    }
    if known.remote_app_data != written.local_app_data {
        known.remote_app_data = written.local_app_data;
        hooks.push(changed);
    }
    let is_told = !hooks.is_empty();
    hooks.into_iter().for_each(|hook| drop(fine(to, hook)));
    is_told
}

#[test]
fn a_database_is_asked_for_and_given() {
    let mut model = Model::settled("3.6.11");
    let requirer = relation(&mut model.requirer).clone();
    let asked = [
        ("database", "postgresql_requirer"),
        ("extra-user-roles", "admin"),
        ("provided-secrets", PROVIDED),
        ("requested-secrets", REQUESTED),
    ];
    assert_eq!(own(&requirer.local_app_data), asked);

    let provider = relation(&mut model.provider).clone();
    let user = format!("secret:{}", model.label("database.3.user.secret").id);
    let tls = format!("secret:{}", model.label("database.3.tls.secret").id);
    let escape = |list: &str| list.replace('"', "\\\"");
    let seen = format!(
        "{{\"database\": \"postgresql_requirer\", \"extra-user-roles\": \"admin\", \"provided-secrets\": \"{}\", \
         \"requested-secrets\": \"{}\"}}",
        escape(PROVIDED),
        escape(REQUESTED),
    );
    let answered = [
        ("data", seen.as_str()),
        ("database", "postgresql_requirer"),
        ("endpoints", "10.1.2.3:5432"),
        ("read-only-endpoints", "10.1.2.3:5432"),
        ("secret-tls", &tls),
        ("secret-user", &user),
        ("version", "16.9"),
    ];
    assert_eq!(own(&provider.local_app_data), answered);
    let seen = format!(
        "{{\"database\": \"postgresql_requirer\", \"endpoints\": \"10.1.2.3:5432\", \"read-only-endpoints\": \"10.1.2.3:5432\", \
         \"secret-tls\": \"{tls}\", \"secret-user\": \"{user}\", \"version\": \"16.9\"}}"
    );
    let unit = [("data", seen.as_str()), ("provided-secrets", PROVIDED), ("requested-secrets", REQUESTED)];
    assert_eq!(own(&requirer.local_unit_data), unit);
    assert!(own(&provider.local_unit_data).is_empty());

    let secret = model.label("database.3.user.secret");
    assert_eq!((secret.owner, secret.latest()), (Owner::App, 1));
    assert_eq!(secret.content().keys().collect::<Vec<_>>(), ["password", "username"]);
    assert_eq!(model.label("database.3.tls.secret").content(), bag([("tls", "False")]));
    let read = model.requirer.state().secret(&user).unwrap();
    assert_eq!((read.reader_label.as_str(), read.tracked), ("database.3.user.secret", Some(1)));
}

#[test]
fn the_requirer_can_connect_and_nobody_sees_how() {
    let model = Model::settled("3.6.11");
    let password = model.password();
    let expected = format!(
        "PGHOST=10.1.2.3:5432\nPGDATABASE=postgresql_requirer\nPGUSER=relation-3\nPGPASSWORD={password}\nPGSSLMODE=prefer\n"
    );
    assert_eq!(model.file(), Some(expected));
    let file = fs::metadata(model.charms[0].path().join("database.env")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);
    for juju in [&model.requirer, &model.provider] {
        let state = juju.state();
        for seen in [
            format!("{:?}", state.relations),
            format!("{:?}", state.charm_state),
            format!("{:?}", juju.logs()),
            format!("{:?}", state.unit_status),
        ] {
            assert!(!seen.contains(&password), "{seen}");
        }
    }
    let statuses = [&model.requirer, &model.provider].map(|juju| juju.state().unit_status.message.as_str());
    assert_eq!(statuses, ["connected as relation-3", "databases for 1"]);
}

#[test]
fn a_database_that_moves_is_found_again_and_what_stays_is_not_written() {
    let mut model = Model::settled("3.6.11");
    let run = fine(&mut model.provider, "config-changed");
    for tool in ["relation-set", "secret-set", "secret-add"] {
        assert_eq!(run.calls_of(tool).count(), 0, "{run}");
    }
    model.provider.state_mut().set_config("primary", "10.1.2.4:5432");
    fine(&mut model.provider, "config-changed");
    model.settle();
    assert!(model.file().unwrap().starts_with("PGHOST=10.1.2.4:5432\n"));
    assert_eq!(model.label("database.3.user.secret").latest(), 1);
}

#[test]
fn a_password_is_rotated_by_its_secret_alone() {
    let mut model = Model::settled("3.6.11");
    let (before, databag) = (model.password(), relation(&mut model.provider).local_app_data.clone());
    fine(&mut model.provider, Hook::action("rotate-passwords", serde_json::json!({})));
    let action = model.provider.action().cloned().unwrap();
    assert_eq!((action.results["users"].as_str(), action.failed), ("1", None));
    assert_eq!(relation(&mut model.provider).local_app_data, databag);
    assert_ne!(model.password(), before);
    model.share_secrets();

    let uri = databag["secret-user"].clone();
    let label = "database.3.user.secret";
    fine(&mut model.requirer, Hook::secret("changed", &uri).variable("JUJU_SECRET_LABEL", label));
    let file = model.file().unwrap();
    assert!(file.contains(&model.password()) && !file.contains(&before));
    assert_eq!(model.requirer.state().secret(&uri).unwrap().tracked, Some(2));

    // Nobody reads the first any more.
    let remove = Hook::secret("remove", &uri).variable("JUJU_SECRET_REVISION", "1");
    fine(&mut model.provider, remove.clone().variable("JUJU_SECRET_LABEL", "another"));
    assert_eq!(model.label(label).revisions.len(), 2);
    fine(&mut model.provider, remove.variable("JUJU_SECRET_LABEL", label));
    assert_eq!(model.label(label).revisions.keys().collect::<Vec<_>>(), [&2]);
}

#[test]
fn the_end_of_a_relation_is_cleared_up_and_that_of_a_unit_is_not() {
    for (own_status, secrets) in [("dying", 2), ("active", 0)] {
        let mut model = Model::settled("3.6.11");
        let state = model.provider.state_mut();
        state.goal_state.units.insert("postgresql-provider/0".into(), own_status.into());
        for juju in [&mut model.provider, &mut model.requirer] {
            relation(juju).remote_units_data.clear();
            fine(juju, Hook::relation(ENDPOINT, ID, "broken"));
        }
        assert_eq!(model.provider.state().secrets.len(), secrets, "{own_status}");
        let said = super::logged(&model.provider, "INFO")
            .iter()
            .any(|line| line.starts_with("DROP USER relation-3"));
        assert_eq!(said, secrets == 0, "{own_status}");
        assert_eq!(model.file(), None);
    }
}

#[test]
fn without_secrets_the_databag_has_all_of_it() {
    let mut model = Model::settled("2.9.52");
    let requirer = relation(&mut model.requirer).clone();
    let asked = [("database", "postgresql_requirer"), ("extra-user-roles", "admin")];
    assert_eq!(own(&requirer.local_app_data), asked);
    let answered = relation(&mut model.provider).local_app_data.clone();
    assert_eq!((answered["username"].as_str(), answered["tls"].as_str()), ("relation-3", "False"));
    assert!(model.provider.state().secrets.is_empty());
    assert!(model.file().unwrap().contains(&answered["password"]));

    // Juju is upgraded: the new agent has secrets, and this relation goes on without.
    model.provider.state_mut().juju_version = "3.6.11".into();
    relation(&mut model.provider).remote_app_data.insert("requested-secrets".into(), REQUESTED.into());
    fine(&mut model.provider, Hook::action("rotate-passwords", serde_json::json!({})));
    let rotated = relation(&mut model.provider).local_app_data.clone();
    assert!(model.provider.state().secrets.is_empty());
    assert_ne!(rotated["password"], answered["password"]);
}

#[test]
fn one_that_does_not_lead_hears_and_writes_for_itself_alone() {
    let mut model = Model::new("3.6.11");
    for juju in [&mut model.requirer, &mut model.provider] {
        juju.state_mut().leader = false;
        fine(juju, Hook::relation(ENDPOINT, ID, "created"));
        assert!(
            own(&relation(juju).local_app_data).is_empty() && own(&relation(juju).local_unit_data).is_empty()
        );
    }
    // The request goes out as soon as there is a leader.
    model.requirer.state_mut().leader = true;
    fine(&mut model.requirer, "leader-elected");
    assert_eq!(relation(&mut model.requirer).local_app_data["database"], "postgresql_requirer");
    model.settle();
    assert!(own(&relation(&mut model.provider).local_app_data).is_empty());
    model.provider.state_mut().leader = true;
    fine(&mut model.provider, Hook::relation(ENDPOINT, ID, "changed"));
    model.settle();
    assert_eq!(model.requirer.state().unit_status.message, "connected as relation-3");
}
