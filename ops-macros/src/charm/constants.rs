//! What the metadata names, as typed constants: `Self::ENDPOINTS.db`. One structure a kind, so that an endpoint and a
//! container of one name do not collide; an editor completes them, and the compiler knows a misspelt one.

use std::collections::BTreeSet;

use ops_metadata::{Metadata, Role, Span};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Visibility;

use crate::metadata::Charm;

struct Constant {
    field: Ident,
    doc: String,
    value_type: TokenStream,
    name: String,
}

/// The structures and the constants that hold them.
pub(crate) fn constants(ops: &syn::Path, charm: &Charm, visibility: &Visibility, of: &Ident) -> TokenStream {
    let metadata = charm.metadata();
    let structures = [
        structure(visibility, of, "Endpoints", "The endpoints", endpoints(ops, charm, metadata)),
        structure(visibility, of, "Containers", "The containers", containers(ops, charm, metadata)),
        structure(visibility, of, "Storages", "The storages", storages(ops, charm, metadata)),
        structure(visibility, of, "Actions", "The actions", actions(ops, charm, metadata)),
        structure(visibility, of, "Options", "The config options", options(ops, charm, metadata)),
    ];
    // Few charms have any of these two; the others are not to pay for them.
    let rare = [
        ("Resources", "The resources", resources(ops, charm, metadata)),
        ("Bindings", "The extra bindings", bindings(ops, charm, metadata)),
    ];
    let rare = rare.into_iter().filter(|(_, _, constants)| !constants.is_empty());
    let rare = rare.map(|(name, what, constants)| structure(visibility, of, name, what, constants));
    let (types, constants): (Vec<_>, Vec<_>) = structures.into_iter().chain(rare).unzip();
    quote! {
        #(#types)*
        #[allow(dead_code)]
        impl #of { #(#constants)* }
    }
}

/// The structure's type, and the associated constant of that type.
fn structure(
    visibility: &Visibility,
    of: &Ident,
    name: &str,
    what: &str,
    constants: Vec<Constant>,
) -> (TokenStream, TokenStream) {
    // With the charm's own name, so that it cannot be the charm's name.
    let type_name = format_ident!("{of}{name}");
    let constant = format_ident!("{}", name.to_uppercase());
    let doc = format!("{what} that the charm's metadata declares.");
    let mut taken = BTreeSet::new();
    // `a-b` and `a_b` are one identifier: the first keeps it, the other is still at hand by its name.
    let constants: Vec<Constant> =
        constants.into_iter().filter(|c| taken.insert(c.field.to_string())).collect();
    let fields = constants
        .iter()
        .map(|Constant { field, doc, value_type, .. }| quote!(#[doc = #doc] #visibility #field: #value_type));
    let values = constants
        .iter()
        .map(|Constant { field, value_type, name, .. }| quote!(#field: <#value_type>::new(#name)));
    let definition = quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #[allow(dead_code)]
        #visibility struct #type_name { #(#fields),* }
    };
    let value = quote! {
        #[doc = #doc]
        #visibility const #constant: #type_name = #type_name { #(#values),* };
    };
    (definition, value)
}

fn endpoints(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let constant = |endpoint: &ops_metadata::Endpoint| {
        let (role, marker) = match endpoint.role {
            Role::Provides => ("provides", quote!(#ops::Provides)),
            Role::Requires => ("requires", quote!(#ops::Requires)),
            Role::Peers => ("peers", quote!(#ops::Peers)),
        };
        let count = endpoint.at_most_one().then(|| quote!(, #ops::Single));
        let interface = endpoint.interface.as_ref().map_or("?", |interface| interface.value.as_str());
        Constant {
            field: identifier(&endpoint.name.value),
            doc: format!(
                "`{}`: {role}, interface `{interface}` ({}).",
                endpoint.name.value,
                at(charm, endpoint.name.span)
            ),
            value_type: quote!(#ops::Endpoint<#marker #count>),
            name: endpoint.name.value.clone(),
        }
    };
    metadata.endpoints.iter().map(constant).collect()
}

fn containers(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let names = metadata.containers.iter().map(|container| &container.name);
    names.map(|name| constant(charm, name, quote!(#ops::Container))).collect()
}

fn storages(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let constant = |storage: &ops_metadata::Storage| {
        let count = if storage.at_most_one() { quote!(#ops::Single) } else { quote!(#ops::Multiple) };
        constant(charm, &storage.name, quote!(#ops::Storage<#count>))
    };
    metadata.storages.iter().map(constant).collect()
}

fn actions(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let names = metadata.actions.iter().map(|action| &action.name);
    names.map(|name| constant(charm, name, quote!(#ops::ActionName))).collect()
}

fn options(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let names = metadata.options.iter().map(|option| &option.name);
    names.map(|name| constant(charm, name, quote!(#ops::OptionName))).collect()
}

fn resources(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let names = metadata.resources.iter().map(|resource| &resource.name);
    names.map(|name| constant(charm, name, quote!(#ops::Resource))).collect()
}

fn bindings(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    metadata.extra_bindings.iter().map(|name| constant(charm, name, quote!(#ops::Binding))).collect()
}

fn constant(charm: &Charm, name: &ops_metadata::Spanned<String>, value_type: TokenStream) -> Constant {
    Constant {
        field: identifier(&name.value),
        doc: format!("`{}` ({}).", name.value, at(charm, name.span)),
        value_type,
        name: name.value.clone(),
    }
}

/// `metadata.yaml, line 12`: where the editor's hover sends the reader.
fn at(charm: &Charm, span: Span) -> String {
    let file = charm.reading.sources.get(span.source).name().to_owned();
    format!("{file}, line {}", span.start.line)
}

/// A name of the metadata as a Rust identifier: `db-admin` is `db_admin`, `type` is `r#type`, `2fa` is `_2fa`.
pub(crate) fn identifier(name: &str) -> Ident {
    // What a letter is, the parser knows: `²` is alphanumeric and may not stand in an identifier.
    let is_part = |c: &char| {
        c.is_ascii_alphanumeric() || (!c.is_ascii() && syn::parse_str::<Ident>(&format!("a{c}a")).is_ok())
    };
    let plain: String = name.chars().map(|c| if is_part(&c) { c } else { '_' }).collect();
    // A keyword that `syn` does not know yet.
    let plain = if plain == "gen" { "r#gen".to_owned() } else { plain };
    [plain.clone(), format!("r#{plain}"), format!("_{plain}")]
        .iter()
        .find_map(|candidate| syn::parse_str(candidate).ok())
        .unwrap_or_else(|| format_ident!("_unnamed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_an_identifier() {
        for (name, expected) in [
            ("db", "db"),
            ("db-admin", "db_admin"),
            ("s3.backup", "s3_backup"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "_self"),
            ("2fa", "_2fa"),
            ("²x", "_x"),
            ("été", "été"),
            ("日本", "日本"),
            ("a b\"c", "a_b_c"),
            ("_", "__"),
            ("", "_unnamed"),
        ] {
            assert_eq!(identifier(name).to_string(), expected, "{name}");
        }
    }
}
