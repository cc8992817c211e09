//! Whose handlers they are: a charm's, whose metadata names what they can be for, or a component's, which has one endpoint.

use ops_metadata::render::Text;
use ops_metadata::{Subject, catalogue, suggest};

use super::names;
use super::on::{Argument, Trigger};
use crate::errors::Errors;
use crate::metadata::Charm;

/// Whose handlers are checked.
pub(crate) enum Owner<'a> {
    Charm(&'a Charm),
    Component,
}

impl Owner<'_> {
    /// What it is, and its attribute.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Charm(_) => "charm",
            Self::Component => "component",
        }
    }

    /// The event that an argument names, if it is one that comes to these handlers.
    pub(crate) fn check(&self, argument: &Argument, errors: &mut Errors) -> Option<Trigger> {
        match self {
            Self::Charm(charm) => names::check(charm, argument, errors),
            Self::Component => of_component(argument, errors),
        }
    }
}

fn of_component(argument: &Argument, errors: &mut Errors) -> Option<Trigger> {
    let kind = &argument.kind;
    let Some(trigger) = argument.trigger() else {
        let mut names = Trigger::names();
        names.retain(|name| Trigger::from_name(name).is_some_and(comes_to_components));
        let text = Text::new(catalogue::UNKNOWN_EVENT, format!("a component has no event `{kind}`"));
        let text = match suggest::closest(&kind.to_string(), &names) {
            Some(known) => text.help(format!("there is an event `{known}`")),
            None => text.help(
                "it has the events of its endpoint (`relation_changed`), those of the unit (`install`) and its own (`event = …`)",
            ),
        };
        errors.say(kind, &text);
        return None;
    };
    if !comes_to_components(trigger) {
        let text = Text::new(catalogue::WRONG_SUBJECT, format!("`{kind}` does not come to a component"))
            .help("handle it in the charm, and call a method of the component there");
        errors.say(kind, &text);
        return None;
    }
    if let Some(name) = &argument.subject {
        let text =
            Text::new(catalogue::WRONG_SUBJECT, "a component has one endpoint, and the charm says which")
                .help(format!("write `#[on({kind})]`"));
        errors.say(name, &text);
        return None;
    }
    Some(trigger)
}

fn comes_to_components(trigger: Trigger) -> bool {
    match trigger {
        Trigger::Juju(kind) => matches!(kind.subject(), None | Some(Subject::Endpoint)),
        Trigger::Custom | Trigger::Emitted => true,
        Trigger::Reconcile | Trigger::CollectUnitStatus | Trigger::CollectAppStatus => false,
    }
}
