//! Actions and their parameters.

use crate::interface::Walk;
use crate::json_types::JsonTypes;
use crate::source::{Span, Spanned};
use crate::yaml::Node;

/// One action.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its name.
    pub name: Spanned<String>,
    /// What it does.
    pub description: Option<Spanned<String>>,
    /// A title for it.
    pub title: Option<Spanned<String>>,
    /// Actions of one group run one after the other.
    pub execution_group: Option<Spanned<String>>,
    /// Whether it may run beside others.
    pub parallel: bool,
    /// `params`, in order.
    pub parameters: Vec<Parameter>,
    /// The parameters that must be given.
    pub required: Vec<Spanned<String>>,
    /// Whether parameters that are not declared are taken. Juju 4 refuses them unless this says otherwise; Juju 3 takes them.
    pub additional_properties: Option<bool>,
    /// All of it as it stands; every key that is not Juju's is part of the JSON schema of its parameters.
    pub node: Node,
    /// The whole entry.
    pub span: Span,
}

/// One parameter of an action: a JSON schema.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: Spanned<String>,
    /// The types that it may have, in JSON schema's words (`string`, `integer`, …); none if the schema does not say.
    pub kind: Vec<Spanned<String>>,
    /// Its value where none is given. Nothing also for `null`, which is none.
    pub default: Option<Node>,
    /// `enum`: the only values it may have; none if the schema does not say.
    pub enumeration: Vec<Node>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// Its schema as it stands.
    pub node: Node,
    /// The whole entry.
    pub span: Span,
}

impl Action {
    /// The parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| *parameter.name == name)
    }

    /// Whether `required` has this name.
    pub fn is_required(&self, name: &str) -> bool {
        self.required.iter().any(|required| required.value == name)
    }
}

impl Parameter {
    /// The JSON types that its values may have; any where the schema does not say.
    pub fn types(&self) -> JsonTypes {
        Walk::new(&self.node).values(&self.node, 0).types
    }

    /// The least and the greatest integer that it may be, each with the bound that says so.
    pub fn integer_bounds(&self) -> [Option<Spanned<i128>>; 2] {
        let values = Walk::new(&self.node).values(&self.node, 0);
        [values.minimum, values.maximum]
    }

    /// Whether every run of the action has it: it must be given, or it has a default.
    pub fn always_has_value(&self, action: &Action) -> bool {
        self.is_required(action) || self.default.is_some()
    }

    /// Whether it must be given.
    pub fn is_required(&self, action: &Action) -> bool {
        action.is_required(&self.name)
    }
}
