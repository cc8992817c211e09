//! The tools of secrets. Content is never an argument of ours: the backend carries it.

use serde_json::Value;

use super::Tools;
use super::json::{self, Fields, Unexpected};
use super::text::{argument, borrowed};
use crate::backend::{ToolCall, ToolError, ToolErrorKind};
use crate::names::{RelationId, SecretId, UnitName};
use crate::secret::{SecretAccess, SecretContent, SecretMetadata, SecretOwner, Told};

/// Which of a secret's revisions is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Revision {
    /// The one that this unit tracks; at the first read, the latest, which it tracks from then on.
    Tracked,
    /// The latest, and this unit goes on to track what it did.
    Peek,
    /// The latest, which this unit tracks from then on.
    Refresh,
}

/// `secret-grant` or `secret-revoke`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Grant,
    Revoke,
}

impl Access {
    pub(crate) fn tool(self) -> &'static str {
        match self {
            Self::Grant => "secret-grant",
            Self::Revoke => "secret-revoke",
        }
    }
}

impl Tools {
    /// The content, by the id, the label or both; both give a reader's secret the label.
    pub(crate) fn secret_get(
        &self,
        id: Option<&SecretId>,
        label: Option<&str>,
        revision: Revision,
    ) -> Result<SecretContent, ToolError> {
        let label = label.map(argument);
        let mut args = vec!["--format=json"];
        args.extend(id.map(SecretId::as_str));
        if let Some(label) = &label {
            args.extend(["--label", label]);
        }
        match revision {
            Revision::Tracked => {}
            Revision::Peek => args.push("--peek"),
            Revision::Refresh => args.push("--refresh"),
        }
        Ok(SecretContent::received(self.ask(&ToolCall::new("secret-get", &args), json::secrets)?))
    }

    /// What the owner is told, and the bare id of the secret. By id or by label.
    pub(crate) fn secret_info_get(&self, id: Result<&SecretId, &str>) -> Result<(String, Told), ToolError> {
        let label = id.err().map(argument);
        let args = match (id, &label) {
            (Ok(id), _) => vec!["--format=json", id.as_str()],
            (Err(_), label) => vec!["--format=json", "--label", label.as_deref().unwrap_or_default()],
        };
        self.ask(&ToolCall::new("secret-info-get", &args), |answer| {
            let secret = json::map(answer)?.into_iter().next();
            let (id, told) = secret.ok_or_else(|| Unexpected::new("it is of no secret"))?;
            Ok((id, read_told(told)?))
        })
    }

    /// The secrets that this unit owns and, of the leader, those of its application; bare ids.
    pub(crate) fn secret_ids(&self) -> Result<Vec<String>, ToolError> {
        self.ask(&ToolCall::new("secret-ids", &["--format=json"]), json::texts)
    }

    /// A new secret's URI.
    pub(crate) fn secret_add(
        &self,
        owner: SecretOwner,
        content: &SecretContent,
        metadata: &SecretMetadata,
    ) -> Result<SecretId, ToolError> {
        let flags = flags(metadata);
        let mut args = borrowed(&flags);
        args.extend(["--owner", owner.as_str()]);
        let call = ToolCall::new("secret-add", &args).with_secret(content);
        let answer = self.call(&call)?;
        String::from_utf8_lossy(answer.bytes()).trim().parse().map_err(|error: crate::names::NameError| {
            ToolError::new(&call, ToolErrorKind::BadAnswer(error.to_string()))
        })
    }

    /// Changes what is said; content makes a new revision.
    pub(crate) fn secret_set(
        &self,
        id: &SecretId,
        content: Option<&SecretContent>,
        metadata: &SecretMetadata,
    ) -> Result<(), ToolError> {
        let flags = flags(metadata);
        let mut args = borrowed(&flags);
        args.push(id.as_str());
        self.run(&ToolCall { secret: content, ..ToolCall::new("secret-set", &args) })
    }

    /// Lets the other side of a relation, or one unit of it, read the secret; or no longer.
    pub(crate) fn secret_access(
        &self,
        access: Access,
        id: &SecretId,
        relation: RelationId,
        unit: Option<&UnitName>,
    ) -> Result<(), ToolError> {
        let (relation, unit) = (relation.to_string(), unit.map(ToString::to_string));
        let mut args = vec!["--relation", &relation];
        if let Some(unit) = &unit {
            args.extend(["--unit", unit]);
        }
        args.push(id.as_str());
        self.run(&ToolCall::new(access.tool(), &args))
    }

    /// Removes one revision, or all.
    pub(crate) fn secret_remove(&self, id: &SecretId, revision: Option<u64>) -> Result<(), ToolError> {
        let revision = revision.map(|revision| revision.to_string());
        let mut args = vec![id.as_str()];
        if let Some(revision) = &revision {
            args.extend(["--revision", revision]);
        }
        self.run(&ToolCall::new("secret-remove", &args))
    }
}

fn read_told(answer: Value) -> Result<Told, Unexpected> {
    let mut fields = Fields::of(answer)?;
    Ok(Told {
        revision: fields.take("revision", |revision| {
            revision.as_u64().ok_or_else(|| Unexpected::new("expected a number of at least 0"))
        })?,
        label: fields.text("label")?,
        owner: fields.take("owner", |owner| match owner.as_str() {
            Some("application") => Ok(SecretOwner::Application),
            Some("unit") => Ok(SecretOwner::Unit),
            _ => Err(Unexpected::new("expected `application` or `unit`")),
        })?,
        description: fields.text("description")?,
        rotation: fields.text("rotation")?,
        expiry: fields.optional_text("expiry")?,
        rotates: fields.optional_text("rotates")?,
        access: fields.take("access", grants)?,
    })
}

fn grants(answer: Value) -> Result<Vec<SecretAccess>, Unexpected> {
    let mut grants = Vec::new();
    for grant in json::list(answer)? {
        let mut fields = Fields::of(grant)?;
        grants.push(SecretAccess {
            target: fields.required_text("target")?,
            scope: fields.required_text("scope")?,
            role: fields.required_text("role")?,
        });
    }
    Ok(grants)
}

fn flags(metadata: &SecretMetadata) -> Vec<String> {
    let said = [
        ("--label", metadata.label.as_deref().map(argument)),
        ("--description", metadata.description.as_deref().map(argument)),
        ("--expire", metadata.expire.map(|expire| expire.to_string().into())),
        ("--rotate", metadata.rotate.map(|policy| policy.to_string().into())),
    ];
    let mut flags = Vec::new();
    for (flag, value) in said {
        if let Some(value) = value {
            flags.extend([flag.to_owned(), value.into_owned()]);
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use secrecy::ExposeSecret;

    use super::*;
    use crate::backend::recording::Recording;
    use crate::secret::RotatePolicy;

    const ID: &str = "secret:9m4e2mr0ui3e8a215n4g";

    fn id() -> SecretId {
        ID.parse().unwrap()
    }

    fn content() -> SecretContent {
        SecretContent::new([("username", "admin"), ("password", "hunter2")]).unwrap()
    }

    #[test]
    fn reads_by_id_and_by_label() {
        let juju = Recording::new([("secret-get", r#"{"password":"hunter2"}"#)]);
        let tools = Tools::new(juju.clone());
        let read = tools.secret_get(Some(&id()), None, Revision::Tracked).unwrap();
        assert_eq!(read.get("password").unwrap().expose_secret(), "hunter2");
        tools.secret_get(Some(&id()), None, Revision::Peek).unwrap();
        tools.secret_get(Some(&id()), Some("db"), Revision::Refresh).unwrap();
        tools.secret_get(None, Some("-x"), Revision::Tracked).unwrap();
        assert_eq!(
            juju.lines(),
            [
                "secret-get --format=json secret:9m4e2mr0ui3e8a215n4g",
                "secret-get --format=json secret:9m4e2mr0ui3e8a215n4g --peek",
                "secret-get --format=json secret:9m4e2mr0ui3e8a215n4g --label db --refresh",
                "secret-get --format=json --label -x",
            ]
        );
    }

    #[test]
    fn what_it_does_not_understand_is_not_shown() {
        let juju = Recording::new([("secret-get", r#"{"password":["hunter2"]}"#)]);
        let error = Tools::new(juju).secret_get(Some(&id()), None, Revision::Tracked).unwrap_err();
        assert!(error.to_string().contains(ID) && !error.to_string().contains("hunter2"), "{error}");
    }

    #[test]
    fn asks_what_is_known_of_own_secrets() {
        let told = r#"{"9m4e2mr0ui3e8a215n4g":{"revision":2,"label":"db","owner":"unit"}}"#;
        let juju = Recording::new([("secret-info-get", told), ("secret-ids", r#"["9m4e2mr0ui3e8a215n4g"]"#)]);
        let tools = Tools::new(juju.clone());
        assert_eq!(tools.secret_info_get(Ok(&id())).unwrap().0, "9m4e2mr0ui3e8a215n4g");
        assert_eq!(tools.secret_info_get(Err("db")).unwrap().0, "9m4e2mr0ui3e8a215n4g");
        assert_eq!(tools.secret_ids().unwrap(), ["9m4e2mr0ui3e8a215n4g"]);
        juju.answer("secret-ids", "null");
        assert!(tools.secret_ids().unwrap().is_empty());
        assert_eq!(
            juju.lines(),
            [
                "secret-info-get --format=json secret:9m4e2mr0ui3e8a215n4g",
                "secret-info-get --format=json --label db",
                "secret-ids --format=json",
                "secret-ids --format=json",
            ]
        );
    }

    #[test]
    fn adds_and_changes() {
        let juju = Recording::new([("secret-add", "secret:9m4e2mr0ui3e8a215n4g\n")]);
        let tools = Tools::new(juju.clone());
        let nothing = SecretMetadata::new();
        let all = SecretMetadata::new()
            .label("db")
            .description("a password")
            .expire(UNIX_EPOCH + Duration::from_secs(1_767_225_600))
            .rotate(RotatePolicy::Monthly);
        assert_eq!(tools.secret_add(SecretOwner::Unit, &content(), &nothing).unwrap(), id());
        tools.secret_add(SecretOwner::Application, &content(), &all).unwrap();
        tools.secret_set(&id(), Some(&content()), &nothing).unwrap();
        tools.secret_set(&id(), None, &SecretMetadata::new().expire(Duration::from_millis(3500))).unwrap();
        tools
            .secret_set(&id(), Some(&content()), &SecretMetadata::new().rotate(RotatePolicy::Never))
            .unwrap();
        assert_eq!(
            juju.lines(),
            [
                "secret-add --owner unit password#file=hunter2 username#file=admin",
                "secret-add --label db --description a password --expire 2026-01-01T00:00:00Z --rotate monthly \
                 --owner application password#file=hunter2 username#file=admin",
                "secret-set secret:9m4e2mr0ui3e8a215n4g password#file=hunter2 username#file=admin",
                "secret-set --expire 4s secret:9m4e2mr0ui3e8a215n4g",
                "secret-set --rotate never secret:9m4e2mr0ui3e8a215n4g password#file=hunter2 username#file=admin",
            ]
        );
    }

    #[test]
    fn shares_and_removes() {
        let juju = Recording::new([]);
        let tools = Tools::new(juju.clone());
        let unit: UnitName = "web/1".parse().unwrap();
        tools.secret_access(Access::Grant, &id(), 3.into(), None).unwrap();
        tools.secret_access(Access::Grant, &id(), 3.into(), Some(&unit)).unwrap();
        tools.secret_access(Access::Revoke, &id(), 3.into(), None).unwrap();
        tools.secret_access(Access::Revoke, &id(), 3.into(), Some(&unit)).unwrap();
        tools.secret_remove(&id(), None).unwrap();
        tools.secret_remove(&id(), Some(2)).unwrap();
        assert_eq!(
            juju.lines(),
            [
                "secret-grant --relation 3 secret:9m4e2mr0ui3e8a215n4g",
                "secret-grant --relation 3 --unit web/1 secret:9m4e2mr0ui3e8a215n4g",
                "secret-revoke --relation 3 secret:9m4e2mr0ui3e8a215n4g",
                "secret-revoke --relation 3 --unit web/1 secret:9m4e2mr0ui3e8a215n4g",
                "secret-remove secret:9m4e2mr0ui3e8a215n4g",
                "secret-remove secret:9m4e2mr0ui3e8a215n4g --revision 2",
            ]
        );
    }
}
