//! From what was written to what is known to be right: the dispatch table's rows.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::Ident;

use super::on::Trigger;
use super::owner::Owner;
use super::parse::{ImplBlock, Item, Method};
use super::reconcile::{self, EventEnum};
use super::signature::{self, Shape};
use super::versions;
use crate::attributes::Cfg;
use crate::errors::Errors;

/// One row of the dispatch table: an event, and the method that handles it.
pub(crate) struct Handler {
    pub(crate) hook: String,
    pub(crate) trigger: Trigger,
    /// The endpoint, storage, container or action; empty where there is none.
    pub(crate) subject: String,
    /// The type of an event of the charm's own.
    pub(crate) custom: Option<syn::Path>,
    /// The component's field, and its event.
    pub(crate) emitted: Option<(Ident, Ident)>,
    /// The enum to make for it.
    pub(crate) made: Option<EventEnum>,
    pub(crate) method: Ident,
    pub(crate) shape: Shape,
    pub(crate) cfg: Cfg,
}

/// A method that handles an event: of several, each stands under another `#[cfg(…)]`.
struct Seen {
    hook: String,
    method: Ident,
    cfg: Cfg,
}

/// The rows of all the handlers in the block. A wrong one is an error and no row; the others are checked all the same.
pub(crate) fn check(owner: &Owner<'_>, block: &mut ImplBlock, errors: &mut Errors) -> Vec<Handler> {
    check_block(owner, block, errors);
    let mut handlers = Vec::new();
    let mut seen = Vec::new();
    let ImplBlock { items, self_type, .. } = block;
    for item in items {
        if let Item::Method(method) = item {
            let cfg = method.cfg();
            errors.under(&cfg, |errors| {
                check_method(owner, self_type, method, &cfg, &mut seen, &mut handlers, errors);
            });
        }
    }
    handlers
}

fn check_block(owner: &Owner<'_>, block: &ImplBlock, errors: &mut Errors) {
    let word = owner.word();
    if let Some(of_trait) = &block.of_trait {
        let message =
            format!("`#[{word}]` stands on the {word}'s own `impl` block, not on the `impl` of a trait");
        errors.at(of_trait, catalogue::WRONG_ITEM, &message);
    }
    if let Some(parameter) = block.generics.params.first() {
        let message = match owner {
            Owner::Charm(_) => "a charm has no generic parameters: it is one program with one type",
            Owner::Component => "a component has no generic parameters",
        };
        errors.at(parameter, catalogue::WRONG_ITEM, message);
    }
}

fn duplicate(hook: &str, first: &Ident, second: &Ident) -> Text {
    let event = match hook.split_once(':') {
        Some(("action", action)) => format!("the action `{action}`"),
        Some(("event", event)) => format!("the event `{event}`"),
        _ => format!("`{hook}`"),
    };
    if first == second {
        let title = format!("`{first}` handles {event} already");
        return Text::new(catalogue::DUPLICATE_HANDLER, title).help("name it once");
    }
    let text = Text::new(catalogue::DUPLICATE_HANDLER, format!("{event} is handled by `{first}` already"))
        .help("an event has one handler: call the one from the other, or do both in one");
    if hook.starts_with("event:") {
        return text
            .help("an event of the charm's own is known by the name of its type: two types need two names");
    }
    text
}

fn check_method(
    owner: &Owner<'_>,
    self_type: &syn::Type,
    method: &mut Method,
    cfg: &Cfg,
    seen: &mut Vec<Seen>,
    handlers: &mut Vec<Handler>,
    errors: &mut Errors,
) {
    for error in std::mem::take(&mut method.errors) {
        errors.parser(catalogue::BAD_ARGUMENT, error);
    }
    if method.triggers.is_empty() {
        return;
    }
    let mut triggers = Vec::new();
    let mut hooks = Vec::new();
    for argument in &method.triggers {
        let Some(trigger) = owner.check(argument, errors) else { continue };
        let subject = argument.subject.as_ref().map(syn::LitStr::value);
        let hook = argument.hook(trigger);
        triggers.push(trigger);
        if let (Trigger::Juju(kind), Owner::Charm(charm)) = (trigger, owner) {
            versions::check(charm, kind, &argument.kind, &method.attributes, errors);
        }
        let mut is_taken = false;
        for first in &*seen {
            if first.hook != hook {
                continue;
            }
            is_taken |= first.cfg.is_empty();
            let message = duplicate(&hook, &first.method, &method.signature.ident);
            errors.under(&first.cfg, |errors| match &argument.subject {
                Some(name) => errors.say(name, &message),
                None => errors.say(&argument.kind, &message),
            });
        }
        // With one that is there in any case, all others are too many.
        if !is_taken {
            let method = method.signature.ident.clone();
            seen.push(Seen { hook: hook.clone(), method, cfg: cfg.clone() });
            hooks.push((hook, trigger, subject.unwrap_or_default(), argument));
        }
    }
    let Some(shape) = signature::check(&method.signature, &triggers, errors) else { return };
    let made = match shape.payload.is_some() && reconcile::is_one(&triggers) {
        true => match reconcile::check(self_type, method, errors) {
            Some(made) => Some(made),
            None => return,
        },
        false => None,
    };
    let method = &method.signature.ident;
    for (hook, trigger, subject, argument) in hooks {
        handlers.push(Handler {
            hook,
            trigger,
            subject,
            custom: argument.custom.clone(),
            emitted: argument.member.clone().map(|member| (argument.kind.clone(), member)),
            made: made.clone(),
            method: method.clone(),
            shape: shape.clone(),
            cfg: cfg.clone(),
        });
    }
}
