//! `#[on(reconcile)]`: one handler for every hook, and the enum of all the events that this charm can be sent.

use std::collections::HashSet;

use ops_metadata::render::Text;
use ops_metadata::{EventKind, Metadata, Subject, catalogue};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::{Type, Visibility};

use super::on::Trigger;
use super::parse::Method;
use crate::attributes::Cfg;
use crate::case::pascal;
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
    for kind in EventKind::ALL {
        if name == kind.type_name() {
            return true;
        }
    }
    of_several.contains(&name.to_string().as_str())
}

/// A variant: the hook, and the type of its event.
struct Variant {
    hook: String,
    name: Ident,
    event: Ident,
}

fn variants(metadata: &Metadata) -> Vec<Variant> {
    let mut variants = Vec::new();
    let mut taken = HashSet::from(["Unknown".to_owned()]);
    let mut add = |kind: EventKind, subject: Option<&str>| {
        let hook = kind.hook_name(subject);
        let name = pascal(&hook);
        // Two endpoints `a-b` and `a_b` have one name here: the other's events are unknown.
        if taken.insert(name.clone()) && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (name, event) = (format_ident!("{name}"), format_ident!("{}", kind.type_name()));
            variants.push(Variant { hook, name, event });
        }
    };
    for &kind in EventKind::ALL {
        match kind.subject() {
            None => add(kind, None),
            Some(Subject::Action) => {}
            Some(subject) => {
                for name in metadata.names(subject) {
                    add(kind, Some(name));
                }
            }
        }
    }
    variants
}

/// The enum, and how an event becomes one of it.
pub(crate) fn expand(ops: &syn::Path, metadata: &Metadata, made: &EventEnum, cfg: &Cfg) -> TokenStream {
    let EventEnum { name, visibility } = made;
    let (mut variants, mut arms) = (TokenStream::new(), TokenStream::new());
    for Variant { hook, name, event } in self::variants(metadata) {
        let doc = format!("`{hook}`");
        variants.extend(quote!(#[doc = #doc] #name(#ops::Seen<#ops::#event>),));
        arms.extend(quote!(#hook => #ops::__private::made(core, Self::#name),));
    }
    quote! {
        #cfg
        /// Every event that Juju can send to this charm, actions apart.
        #[derive(::core::fmt::Debug)]
        #[allow(dead_code)]
        #visibility enum #name {
            #variants
            /// An event that the metadata does not name.
            Unknown(#ops::Seen<#ops::UnknownEvent>),
        }
        #cfg
        impl #ops::__private::EventSet for #name {
            fn from_core(
                core: #ops::__private::Core,
            ) -> ::core::result::Result<Self, #ops::__private::RecordError> {
                match core.hook() {
                    #arms
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
