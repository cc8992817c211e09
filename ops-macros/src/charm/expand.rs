//! The struct as it was written, the constants of its metadata, and how a dispatch builds and saves it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::constants;
use super::mounts;
use super::parse::{Field, OnError, Role};
use crate::arguments::{CharmArguments, StateLocation};
use crate::checks;
use crate::facts;
use crate::fields::plain;
use crate::fill::again;
use crate::item::ItemStruct;
use crate::metadata::Charm;

/// What the rest of the charm needs of the struct.
pub(crate) fn expand(
    arguments: &CharmArguments,
    charm: &Charm,
    item: &ItemStruct,
    fields: &[Field],
) -> TokenStream {
    let ops = &arguments.ops_path();
    let name = &item.ident;
    let constants = constants::constants(ops, charm, &item.vis, name);
    let tracking = charm.tracking();
    if !item.generics.params.is_empty() {
        // Reported; whatever is implemented for the bare name would only be the cause of more errors.
        return quote!(#item const _: () = { #tracking };);
    }
    let facts = facts(ops, arguments, charm, fields);
    let fact = facts::leave(name, facts::METADATA, &charm.place);
    let build = build(ops, item, fields, None);
    let save = save(ops, fields);
    let components = mounts::constants(ops, &item.vis, name, fields);
    let speaks = mounts::speaks(ops, charm, fields);
    let mounts = mounts::mounts(ops, fields);
    let test = (arguments.has_test() && !charm.is_missing()).then(|| has_metadata(ops, charm, name));
    quote! {
        #item
        const _: () = {
            #tracking
            #constants
            #components
            #speaks
            #fact
            impl #ops::__private::CharmStruct for #name {
                #facts
                #mounts
                #build
                #save
            }
        };
        #test
    }
}

fn facts(ops: &syn::Path, arguments: &CharmArguments, charm: &Charm, fields: &[Field]) -> TokenStream {
    let metadata = charm.metadata();
    let name = metadata.name.as_ref().map_or("", |name| name.value.as_str());
    // What an extension adds is not known here, so that no event can be called unknown.
    let events = if charm.is_extended() { Vec::new() } else { ops_metadata::events(metadata) };
    let state = match arguments.state() {
        StateLocation::Juju => quote!(Juju),
        StateLocation::Local => quote!(Local),
    };
    let place = &charm.place;
    let has_stored_state = any(fields, Role::StoredState);
    let fails = any(fields, Role::Config(OnError::Fail));
    quote! {
        const NAME: &'static str = #name;
        const METADATA: &'static str = #place;
        const EVENTS: &'static [&'static str] = &[#(#events),*];
        const STATE: #ops::__private::StateLocation = #ops::__private::StateLocation::#state;
        const HAS_STORED_STATE: bool = #has_stored_state;
        const ON_BAD_CONFIG: #ops::__private::OnBadConfig =
            if #fails { #ops::__private::OnBadConfig::Fail } else { #ops::__private::OnBadConfig::Block };
    }
}

/// Whether there is a field of this role, as an expression: a field can stand under a `#[cfg(…)]`.
pub(crate) fn any(fields: &[Field], role: Role) -> TokenStream {
    let mut predicates = Vec::new();
    for field in fields {
        if field.role == role {
            if field.cfg.is_empty() {
                return quote!(true);
            }
            predicates.push(field.cfg.predicate());
        }
    }
    match predicates.is_empty() {
        true => quote!(false),
        false => quote!(::core::cfg!(any(#(#predicates),*))),
    }
}

/// A test that the files of the metadata are those that were read, and no others.
fn has_metadata(ops: &syn::Path, charm: &Charm, name: &Ident) -> TokenStream {
    let place = &charm.place;
    let mut files = Vec::new();
    for names in ops_metadata::candidates() {
        for file in names {
            match charm.file(&file) {
                Some(path) => {
                    files.push(quote!((#file, ::core::option::Option::Some(::core::include_bytes!(#path)))));
                    // Nobody reads what this one hides.
                    break;
                }
                None => files.push(quote!((#file, ::core::option::Option::None))),
            }
        }
    }
    let body = quote! {
        #ops::__private::has_metadata(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #place),
            &[#(#files),*],
        );
    };
    checks::test(name, "has_its_metadata", &body)
}

/// What makes the settings of a component: a closure, also of what is none.
fn by_closure(settings: &TokenStream) -> TokenStream {
    let is_closure = match settings.clone().into_iter().next() {
        Some(TokenTree::Punct(first)) => first.as_char() == '|',
        Some(TokenTree::Ident(first)) => first == "move",
        _ => false,
    };
    if is_closure { settings.clone() } else { quote_spanned!(settings.span()=> |_| #settings) }
}

/// The first field of this role.
pub(crate) fn first(fields: &[Field], role: Role) -> Option<&Field> {
    fields.iter().find(|field| field.role == role)
}

/// The function that fills the fields. That of a component is given settings, of this type.
pub(crate) fn build(
    ops: &syn::Path,
    item: &ItemStruct,
    fields: &[Field],
    settings: Option<&TokenStream>,
) -> TokenStream {
    let (parameter, unused) = match settings {
        Some(ty) => (quote!(settings: #ty), quote!((parts, &settings))),
        None => (TokenStream::new(), quote!(parts)),
    };
    let told = settings.and_then(|_| first(fields, Role::Settings));
    let mut values = Vec::new();
    for field in fields {
        let Field { name, role, type_span, ty, endpoint, settings, cfg } = field;
        let name = again(name);
        let (read, arguments) = match role {
            Role::Config(OnError::Handle) => ("config_result", TokenStream::new()),
            Role::Config(_) => ("config", TokenStream::new()),
            Role::StoredState => ("stored_state", TokenStream::new()),
            Role::Component => {
                let (text, endpoint) = (plain(&name), mounts::option(endpoint.as_ref()));
                match settings {
                    None => ("component", quote!(#text, #endpoint)),
                    Some(settings) => {
                        // What the compiler says of the settings belongs at them.
                        let place = settings.span();
                        let of = quote!(<#ty as #ops::__private::ComponentStruct>::Settings);
                        let settings = by_closure(settings);
                        let call = quote_spanned! {place=>
                            component_with::<#ty, #of, _>(#text, #endpoint, #settings)
                        };
                        values.push(quote!(#cfg #name: parts.#call?));
                        continue;
                    }
                }
            }
            Role::Settings if told.is_some_and(|told| told.name == field.name) => {
                values.push(quote!(#cfg #name: settings));
                continue;
            }
            Role::Settings => {
                // Reported already.
                values.push(quote!(#cfg #name: #ops::__private::absent()));
                continue;
            }
            Role::Endpoint => ("endpoint", TokenStream::new()),
            Role::Other => ("fresh", TokenStream::new()),
        };
        let read = Ident::new(read, *type_span);
        let may_fail = (!matches!(role, Role::Endpoint | Role::Other)).then(|| quote!(?));
        values.push(quote!(#cfg #name: parts.#read(#arguments)#may_fail));
    }
    let value = match &item.fields {
        syn::Fields::Named(_) => quote!(Self { #(#values),* }),
        syn::Fields::Unit => quote!(Self),
        // Reported already: a body that has the right type and is never run.
        syn::Fields::Unnamed(_) => quote!(#ops::__private::absent()),
    };
    // `settings = |cx| Self::request(cx)` is one form for all closures.
    let mut allow = TokenStream::new();
    for field in fields {
        if field.settings.is_some() {
            allow = quote!(#[allow(clippy::redundant_closure)]);
        }
    }
    quote! {
        #allow
        fn build(
            parts: &#ops::__private::Parts<'_>,
            #parameter
        ) -> ::core::result::Result<Self, #ops::__private::BuildError> {
            let _ = #unused;
            ::core::result::Result::Ok(#value)
        }
    }
}

/// The function that writes the stored state, if there is any.
pub(crate) fn save(ops: &syn::Path, fields: &[Field]) -> TokenStream {
    let (mut conditional, mut predicates, mut certain) = (TokenStream::new(), Vec::new(), None);
    for field in fields {
        if field.role != Role::StoredState {
            continue;
        }
        let (name, cfg) = (again(&field.name), &field.cfg);
        let write = quote!(#ops::__private::Stored(&self.#name).write(text));
        conditional.extend(quote!(#cfg { #write }));
        predicates.push(cfg.predicate());
        if cfg.is_empty() && certain.is_none() {
            certain = Some(write);
        }
    }
    if predicates.is_empty() {
        return TokenStream::new();
    }
    let write = certain.unwrap_or_else(|| {
        quote! {
            #conditional
            #[cfg(not(any(#(#predicates),*)))] {
                let _ = text;
                ::core::result::Result::Ok(())
            }
        }
    });
    quote! {
        fn write_state(
            &self,
            text: &mut #ops::__private::StateText,
        ) -> ::core::result::Result<(), #ops::__private::StateError> {
            #[allow(unused_imports)]
            use #ops::__private::Unstored as _;
            #write
        }
    }
}
