//! `#[on(reconcile)]`: one handler for every hook, and the enum of all the events that this charm can be sent.

use std::collections::BTreeSet;

use ops_metadata::render::Text;
use ops_metadata::{EventKind, Metadata, Subject, catalogue};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{Type, Visibility};

use super::on::Trigger;
use super::parse::Method;
use crate::attributes::Cfg;
use crate::errors::Errors;
use crate::item::Argument;

/// The enum to make for the method that reconciles, if it takes an event.
#[derive(Clone)]
pub(crate) struct EventEnum {
    name: Ident,
    visibility: Visibility,
}

/// The name of the enum to make for this method; an error where the event's type has no name of its own.
pub(crate) fn check(self_type: &Type, method: &Method, errors: &mut Errors) -> Option<EventEnum> {
    let Argument::Typed { ty, .. } = method.signature.inputs.iter().nth(2)? else { return None };
    if let Type::Path(path) = &**ty
        && let Some(name) = path.path.get_ident()
        && !is_taken(name)
    {
        return Some(EventEnum { name: name.clone(), visibility: method.visibility.clone() });
    }
    let charm = match self_type {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()),
        _ => None,
    };
    let example = format!("{}Event", charm.unwrap_or_default());
    let title = "a handler that reconciles takes an enum of all the events of this charm, made for it here";
    let text = Text::new(catalogue::WRONG_SIGNATURE, title)
        .help(format!("give it a name of its own: `event: {example}`"));
    errors.say_at(ty.span(), &text);
    None
}

fn is_taken(name: &Ident) -> bool {
    let of_several = ["LifecycleEvent", "RelationEvent", "StorageEvent", "WorkloadEvent", "SecretEvent"];
    EventKind::ALL.iter().any(|kind| name == kind.type_name()) || of_several.iter().any(|known| name == known)
}

/// A variant: the hook, and the type of its event.
struct Variant {
    hook: String,
    name: Ident,
    event: Ident,
}

fn variants(metadata: &Metadata) -> Vec<Variant> {
    let hooks = EventKind::ALL.iter().flat_map(|kind| {
        let names: Vec<Option<&str>> = match kind.subject() {
            None => vec![None],
            Some(Subject::Action) => Vec::new(),
            Some(subject) => metadata.names(subject).map(Some).collect(),
        };
        names.into_iter().map(|name| (kind.hook_name(name), kind.type_name()))
    });
    let mut taken = BTreeSet::from(["Unknown".to_owned()]);
    // Two endpoints `a-b` and `a_b` have one name here: the other's events are unknown.
    let named = hooks.map(|(hook, event)| (pascal(&hook), hook, event));
    named
        .filter(|(name, ..)| {
            taken.insert(name.clone()) && name.starts_with(|c: char| c.is_ascii_alphabetic())
        })
        .map(|(name, hook, event)| Variant {
            hook,
            name: format_ident!("{name}"),
            event: format_ident!("{event}"),
        })
        .collect()
}

/// `db-relation-changed` is `DbRelationChanged`.
fn pascal(hook: &str) -> String {
    let words = hook.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .flat_map(|word| {
            word.chars().enumerate().map(|(i, c)| if i == 0 { c.to_ascii_uppercase() } else { c })
        })
        .collect()
}

/// The enum, and how an event becomes one of it.
pub(crate) fn expand(ops: &syn::Path, metadata: &Metadata, made: &EventEnum, cfg: &Cfg) -> TokenStream {
    let EventEnum { name, visibility } = made;
    let variants = variants(metadata);
    let docs = variants.iter().map(|variant| format!("`{}`", variant.hook));
    let names: Vec<&Ident> = variants.iter().map(|variant| &variant.name).collect();
    let events: Vec<&Ident> = variants.iter().map(|variant| &variant.event).collect();
    let hooks = variants.iter().map(|variant| &variant.hook);
    quote! {
        #cfg
        /// Every event that Juju can send to this charm, actions apart.
        #[derive(::core::fmt::Debug)]
        #[allow(dead_code)]
        #visibility enum #name {
            #(#[doc = #docs] #names(#ops::#events),)*
            /// An event that the metadata does not name.
            Unknown(#ops::UnknownEvent),
        }
        #cfg
        impl #ops::__private::EventSet for #name {
            fn from_core(
                core: #ops::__private::Core,
            ) -> ::core::result::Result<Self, #ops::__private::RecordError> {
                match core.hook() {
                    #(#hooks => #ops::__private::made(core, Self::#names),)*
                    _ => #ops::__private::made(core, Self::Unknown),
                }
            }
        }
    }
}

/// Whether a method reconciles.
pub(crate) fn is_one(triggers: &[Trigger]) -> bool {
    triggers.contains(&Trigger::Reconcile)
}
