//! `relation-ids`, `relation-list`, `relation-get`, `relation-set` and `relation-model-get`.

use std::rc::Rc;

use super::Tools;
use super::json::{self, Fields};
use crate::backend::{ToolCall, ToolError};
use crate::names::UnitName;
use crate::texts::Texts;

/// Whose databag.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    App(Rc<str>),
    Unit(Rc<str>),
}

impl Target {
    /// The name of the application or the unit.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::App(name) | Self::Unit(name) => name,
        }
    }

    pub(crate) fn is_app(&self) -> bool {
        matches!(self, Self::App(_))
    }
}

/// A relation is named `endpoint:id` in all of these.
impl Tools {
    /// The relations of an endpoint, each as `endpoint:id`.
    pub(crate) fn relation_ids(&self, endpoint: &str) -> Result<Vec<String>, ToolError> {
        self.ask(&ToolCall::new("relation-ids", &[endpoint, "--format=json"]), json::texts)
    }

    /// The names of the units on the other side; of a peer relation, all but this one.
    pub(crate) fn relation_list(&self, relation: &str) -> Result<Vec<UnitName>, ToolError> {
        let args = ["--format=json", "-r", relation];
        let call = ToolCall::new("relation-list", &args);
        self.call(&call)?.units(&call)
    }

    /// The name of the application on the other side; `None` where Juju knows none.
    pub(crate) fn relation_app(&self, relation: &str) -> Result<Option<String>, ToolError> {
        let args = ["--format=json", "--app", "-r", relation];
        let name = self.ask(&ToolCall::new("relation-list", &args), json::text)?;
        Ok(Some(name).filter(|name| !name.is_empty()))
    }

    /// The UUID of the model that the other side is in. From Juju 3.6 on.
    pub(crate) fn relation_model_get(&self, relation: &str) -> Result<String, ToolError> {
        let args = ["--format=json", "-r", relation];
        self.ask(&ToolCall::new("relation-model-get", &args), |answer| {
            Fields::of(answer)?.required_text("uuid")
        })
    }

    /// A whole databag.
    pub(crate) fn relation_get(&self, relation: &str, target: &Target) -> Result<Texts, ToolError> {
        let of_app = ["--format=json", "-r", relation, "--app", "-", target.name()];
        let of_unit = ["--format=json", "-r", relation, "-", target.name()];
        let args: &[&str] = if target.is_app() { &of_app } else { &of_unit };
        self.ask_texts(&ToolCall::new("relation-get", args))
    }

    /// Changes keys of an own databag; an empty value takes the key away.
    pub(crate) fn relation_set(
        &self,
        relation: &str,
        app: bool,
        changes: &[(&str, &str)],
    ) -> Result<(), ToolError> {
        let of_app = ["-r", relation, "--app", "--file", "-"];
        let of_unit = ["-r", relation, "--file", "-"];
        self.write(&ToolCall::new("relation-set", if app { &of_app } else { &of_unit }), changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::recording::Recording;

    #[test]
    fn lists_relations_units_and_the_application() {
        let juju = Recording::new([
            ("relation-ids", r#"["db:3","db:10"]"#),
            ("relation-list --format=json -r", r#"["db/0"]"#),
            ("relation-list --format=json --app", r#""db""#),
            ("relation-model-get", r#"{"uuid":"u"}"#),
        ]);
        let tools = Tools::new(juju.clone());
        assert_eq!(tools.relation_ids("db").unwrap(), ["db:3", "db:10"]);
        assert_eq!(tools.relation_list("db:3").unwrap(), ["db/0".parse().unwrap()]);
        assert_eq!(tools.relation_app("db:3").unwrap().as_deref(), Some("db"));
        assert_eq!(tools.relation_model_get("db:3").unwrap(), "u");
        assert_eq!(
            juju.lines(),
            [
                "relation-ids db --format=json",
                "relation-list --format=json -r db:3",
                "relation-list --format=json --app -r db:3",
                "relation-model-get --format=json -r db:3",
            ]
        );
    }

    #[test]
    fn reads_and_writes_databags() {
        let juju = Recording::new([("relation-get", r#"{"a":"1"}"#)]);
        let tools = Tools::new(juju.clone());
        assert_eq!(tools.relation_get("db:3", &Target::App("pg".into())).unwrap().get("a"), Some("1"));
        tools.relation_get("db:3", &Target::Unit("pg/0".into())).unwrap();
        tools.relation_set("db:3", true, &[("a", "2"), ("b", "")]).unwrap();
        tools.relation_set("db:3", false, &[("a", "2")]).unwrap();
        assert_eq!(
            juju.lines(),
            [
                "relation-get --format=json -r db:3 --app - pg",
                "relation-get --format=json -r db:3 - pg/0",
                r#"relation-set -r db:3 --app --file - < {"a":"2","b":""}"#,
                r#"relation-set -r db:3 --file - < {"a":"2"}"#,
            ]
        );
    }
}
