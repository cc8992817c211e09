//! The components that a charm, or another component, has as fields.

use ops_metadata::render::Text;
use ops_metadata::{Role as Side, Subject, catalogue};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{LitStr, Visibility};

use super::parse::{Field, Role};
use crate::errors::Errors;
use crate::facts::located;
use crate::fields::plain;
use crate::fill::again;
use crate::handlers::names;
use crate::lints::sees;
use crate::metadata::Charm;

fn components(fields: &[Field]) -> Vec<&Field> {
    let mut components = Vec::new();
    for field in fields {
        if field.role == Role::Component {
            components.push(field);
        }
    }
    components
}

pub(crate) fn option(value: Option<&LitStr>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// That each component of a charm has an endpoint which the metadata declares, and no two the same.
pub(crate) fn check(charm: &Charm, fields: &[Field], errors: &mut Errors) {
    let mut seen: Vec<(String, &Field)> = Vec::new();
    for field in fields {
        if field.role == Role::Endpoint {
            let text =
                Text::new(catalogue::WRONG_ITEM, "a charm may have many endpoints: no field is for the one")
                    .help("they are constants, `Self::ENDPOINTS`; `#[endpoint]` is for a component");
            errors.say(&field.name, &text);
        }
        if field.role == Role::Settings {
            let text = Text::new(catalogue::WRONG_ITEM, "a charm is told its settings by its config")
                .help("write `#[config]`; `#[settings]` is for a component");
            errors.say(&field.name, &text);
        }
        if field.role != Role::Component {
            continue;
        }
        let Some(endpoint) = &field.endpoint else {
            let text = Text::new(catalogue::BAD_ARGUMENT, "which endpoint is this component for?")
                .help("write `#[component(endpoint = \"…\")]`");
            errors.say(&field.name, &text);
            continue;
        };
        errors.under(&field.cfg, |errors| names::check_name(charm, Subject::Endpoint, endpoint, errors));
        let name = endpoint.value();
        let mut first = None;
        for (known, field) in &seen {
            if *known == name {
                first = Some(*field);
            }
        }
        match first {
            Some(first) if field.cfg.is_empty() => {
                let title = format!("the endpoint `{name}` has the component `{}` already", first.name);
                errors.say(endpoint, &Text::new(catalogue::BAD_ARGUMENT, title));
            }
            None if field.cfg.is_empty() => seen.push((name, field)),
            _ => {}
        }
    }
}

/// The table of the components; nothing where there are none.
pub(crate) fn mounts(ops: &syn::Path, fields: &[Field]) -> TokenStream {
    let mut mounts = Vec::new();
    for field in components(fields) {
        let (name, text, ty, cfg) = (again(&field.name), plain(&field.name), &field.ty, &field.cfg);
        let endpoint = option(field.endpoint.as_ref());
        mounts.push(quote! {
            #cfg
            #ops::__private::Mount::new(
                #text,
                #endpoint,
                &#ops::__private::Mounted::<#ty>::WAYS,
                |of, place, rest, call| {
                    (#ops::__private::Mounted::<#ty>::WAYS.run)(&mut of.#name, place, rest, call)
                },
                |of, path, states| (#ops::__private::Mounted::<#ty>::WAYS.save)(&of.#name, path, states),
            )
        });
    }
    if mounts.is_empty() {
        return TokenStream::new();
    }
    quote! {
        const MOUNTS: &'static [#ops::__private::Mount<Self>] = {
            #[allow(unused_imports)]
            use #ops::__private::NoComponent as _;
            &[#(#mounts),*]
        };
    }
}

/// The events of the components, as `#[on(database.created)]` names them.
pub(crate) fn constants(
    ops: &syn::Path,
    visibility: &Visibility,
    of: &Ident,
    fields: &[Field],
) -> TokenStream {
    let (mut types, mut values) = (Vec::new(), Vec::new());
    for Field { name, ty, cfg, .. } in components(fields) {
        let name = again(name);
        types.push(quote!(#cfg #visibility #name: #ops::__private::Mounted<#ty>));
        values.push(quote!(#cfg #name: #ops::__private::Mounted::new()));
    }
    if types.is_empty() {
        return TokenStream::new();
    }
    let type_name = format_ident!("{of}Components");
    let seen = seen(fields);
    quote! {
        /// The events of the components.
        #[allow(dead_code, private_interfaces)]
        #visibility struct #type_name { #(#types),* }
        #[allow(dead_code, private_interfaces)]
        impl #of {
            /// The events of the components.
            #visibility const COMPONENTS: #type_name = #type_name { #(#values),* };
            #seen
        }
    }
}

/// The constants of the endpoints that components have, for the lint of those that nothing sees to; public, since the handlers may stand
/// in another module. One that two have is an error
/// already, and no second one.
fn seen(fields: &[Field]) -> TokenStream {
    let mut always = Vec::new();
    let mut seen = TokenStream::new();
    let mut of_them = components(fields);
    of_them.sort_by_key(|field| !field.cfg.is_empty());
    for field in of_them {
        let Some(endpoint) = &field.endpoint else { continue };
        let (sees, cfg) = (sees(&endpoint.value()), &field.cfg);
        if always.contains(&sees) {
            continue;
        }
        seen.extend(quote!(#cfg #[doc(hidden)] #[allow(non_upper_case_globals)] pub const #sees: () = ();));
        if cfg.is_empty() {
            always.push(sees);
        }
    }
    seen
}

/// That each component speaks the interface of its endpoint, on its side: compared while the charm compiles.
pub(crate) fn speaks(ops: &syn::Path, charm: &Charm, fields: &[Field]) -> TokenStream {
    let mut all = TokenStream::new();
    for field in components(fields) {
        let Some(written) = &field.endpoint else { continue };
        let Some(endpoint) = charm.metadata().endpoint(&written.value()) else { continue };
        let Some(interface) = &endpoint.interface else { continue };
        let interface = &interface.value;
        let role = match endpoint.role {
            Side::Provides => "provides",
            Side::Requires => "requires",
            Side::Peers => "peers",
        };
        let (ty, cfg) = (&field.ty, &field.cfg);
        let compare = quote! {
            const _: () = {
                #[allow(unused_imports)]
                use #ops::__private::NoComponent as _;
                #ops::__private::speaks(#ops::__private::Mounted::<#ty>::SIDE, #interface, #role)
            };
        };
        let compare = located(compare, written.span());
        all.extend(quote!(#cfg #compare));
    }
    all
}
