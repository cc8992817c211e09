//! What the metadata names, as typed constants: `Self::ENDPOINTS.db`. One structure a kind, so that an endpoint and a
//! container of one name do not collide; an editor completes them, and the compiler knows a misspelt one.

use std::collections::HashSet;

use ops_metadata::{Metadata, Role, Span, Spanned, Subject};
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
    let actions = metadata.names(Subject::Action);
    let containers = metadata.names(Subject::Container);
    let mut options = Vec::new();
    for option in &metadata.options {
        options.push(&option.name);
    }
    let mut resources = Vec::new();
    for resource in &metadata.resources {
        resources.push(&resource.name);
    }
    let mut bindings = Vec::new();
    for binding in &metadata.extra_bindings {
        bindings.push(binding);
    }
    let mut structures =
        Structures { visibility, of, types: TokenStream::new(), constants: TokenStream::new() };
    structures.add("Endpoints", "The endpoints", endpoints(ops, charm, metadata));
    structures.add("Containers", "The containers", named(charm, &containers, &quote!(#ops::Container)));
    structures.add("Storages", "The storages", storages(ops, charm, metadata));
    structures.add("Actions", "The actions", named(charm, &actions, &quote!(#ops::ActionName)));
    structures.add("Options", "The config options", named(charm, &options, &quote!(#ops::OptionName)));
    // Few charms have any of these two; the others are not to pay for them.
    if !resources.is_empty() {
        structures.add("Resources", "The resources", named(charm, &resources, &quote!(#ops::Resource)));
    }
    if !bindings.is_empty() {
        structures.add("Bindings", "The extra bindings", named(charm, &bindings, &quote!(#ops::Binding)));
    }
    let Structures { types, constants, .. } = structures;
    quote! {
        #types
        #[allow(dead_code)]
        impl #of { #constants }
    }
}

/// The types of the structures, and the associated constants of these types.
struct Structures<'a> {
    visibility: &'a Visibility,
    of: &'a Ident,
    types: TokenStream,
    constants: TokenStream,
}

impl Structures<'_> {
    fn add(&mut self, name: &str, what: &str, constants: Vec<Constant>) {
        let Self { visibility, of, .. } = self;
        // With the charm's own name, so that it cannot be the charm's name.
        let type_name = format_ident!("{of}{name}");
        let constant = format_ident!("{}", name.to_uppercase());
        let doc = format!("{what} that the charm's metadata declares.");
        let (mut fields, mut values) = (Vec::new(), Vec::new());
        let mut taken = HashSet::new();
        for Constant { field, doc, value_type, name } in constants {
            // `a-b` and `a_b` are one identifier: the first keeps it, the other is still at hand by its name.
            if taken.insert(field.to_string()) {
                fields.push(quote!(#[doc = #doc] #visibility #field: #value_type));
                values.push(quote!(#field: <#value_type>::new(#name)));
            }
        }
        self.types.extend(quote! {
            #[doc = #doc]
            #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
            #[allow(dead_code)]
            #visibility struct #type_name { #(#fields),* }
        });
        self.constants.extend(quote! {
            #[doc = #doc]
            #visibility const #constant: #type_name = #type_name { #(#values),* };
        });
    }
}

fn endpoints(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let mut constants = Vec::new();
    for endpoint in &metadata.endpoints {
        let (role, marker) = match endpoint.role {
            Role::Provides => ("provides", quote!(#ops::Provides)),
            Role::Requires => ("requires", quote!(#ops::Requires)),
            Role::Peers => ("peers", quote!(#ops::Peers)),
        };
        let count = endpoint.at_most_one().then(|| quote!(, #ops::Single));
        let interface = endpoint.interface.as_ref().map_or("?", |interface| interface.value.as_str());
        constants.push(Constant {
            field: identifier(&endpoint.name.value),
            doc: format!(
                "`{}`: {role}, interface `{interface}` ({}).",
                endpoint.name.value,
                at(charm, endpoint.name.span)
            ),
            value_type: quote!(#ops::Endpoint<#marker #count>),
            name: endpoint.name.value.clone(),
        });
    }
    constants
}

fn storages(ops: &syn::Path, charm: &Charm, metadata: &Metadata) -> Vec<Constant> {
    let mut constants = Vec::new();
    for storage in &metadata.storages {
        let count = if storage.at_most_one() { quote!(#ops::Single) } else { quote!(#ops::Multiple) };
        constants.push(constant(charm, &storage.name, quote!(#ops::Storage<#count>)));
    }
    constants
}

/// The constants of these names, all of one type.
fn named(charm: &Charm, names: &[&Spanned<String>], value_type: &TokenStream) -> Vec<Constant> {
    let mut constants = Vec::new();
    for name in names {
        constants.push(constant(charm, name, value_type.clone()));
    }
    constants
}

fn constant(charm: &Charm, name: &Spanned<String>, value_type: TokenStream) -> Constant {
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
    let is_part = |c: char| {
        c.is_ascii_alphanumeric() || (!c.is_ascii() && syn::parse_str::<Ident>(&format!("a{c}a")).is_ok())
    };
    let mut plain = String::new();
    for c in name.chars() {
        plain.push(if is_part(c) { c } else { '_' });
    }
    // A keyword that `syn` does not know yet.
    let plain = if plain == "gen" { "r#gen".to_owned() } else { plain };
    for candidate in [&plain, &format!("r#{plain}"), &format!("_{plain}")] {
        if let Ok(identifier) = syn::parse_str(candidate) {
            return identifier;
        }
    }
    format_ident!("_unnamed")
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
