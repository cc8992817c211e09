//! What may stand in the brackets of our attributes, read by `darling`: every mistake in them at its own place, with
//! the similar name that was perhaps meant.

use darling::FromMeta;
use darling::ast::NestedMeta;
use darling::util::SpannedValue;
use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::{Span, TokenStream};
use syn::parse_quote;

use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::lints::Levels;
use crate::metadata::Charm;

/// `#[charm(metadata = "…", state = "local", test = false, allow(…), crate = "…")]`.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct CharmArguments {
    /// The folder of the metadata, from the package's own.
    pub(crate) metadata: Option<SpannedValue<String>>,
    /// Where stored state and deferred events are kept.
    state: Option<SpannedValue<StateLocation>>,
    /// How loud the lints about handlers are.
    #[darling(flatten)]
    pub(crate) levels: Levels,
    /// Whether a test is generated: yes, unless the person says no.
    test: Option<SpannedValue<bool>>,
    #[darling(rename = "crate")]
    ops: Option<syn::Path>,
}

/// Where stored state and deferred events are kept.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, FromMeta)]
pub(crate) enum StateLocation {
    #[default]
    Juju,
    Local,
}

impl CharmArguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        read(arguments, errors)
    }

    pub(crate) fn state(&self) -> StateLocation {
        self.state.as_ref().map(|state| **state).unwrap_or_default()
    }

    pub(crate) fn has_test(&self) -> bool {
        self.test.is_none_or(|test| *test)
    }

    /// On the `impl` block `state = "…"` and `test = …` would do nothing.
    pub(crate) fn refuse_arguments_of_the_struct(&self, errors: &mut Errors) {
        let state = self.state.as_ref().map(|state| ("where the state is kept", state.span()));
        let test = self.test.as_ref().map(|test| ("whether there is a test", test.span()));
        for (what, place) in state.into_iter().chain(test) {
            let text = Text::new(catalogue::BAD_ARGUMENT, format!("{what} is said on the struct"))
                .help("write it in the `#[charm]` above the struct");
            errors.say_at(place, &text);
        }
    }

    pub(crate) fn metadata_text(&self) -> Option<&str> {
        self.metadata.as_deref().map(String::as_str)
    }

    /// Where to say something of the metadata: at the argument that names it, else at the name of what it is about.
    pub(crate) fn place(&self, name: Span) -> Span {
        self.metadata.as_ref().map_or(name, SpannedValue::span)
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        ops_path(self.ops.as_ref())
    }
}

/// The arguments, with an error for each that is wrong; the others count all the same.
pub(crate) fn read<T: FromMeta + Default>(arguments: TokenStream, errors: &mut Errors) -> T {
    read_list(list(Ok(arguments), errors).unwrap_or_default(), errors)
}

/// What stands in the brackets of an attribute, apart by its commas; an error where it cannot be taken apart.
pub(crate) fn list(arguments: syn::Result<TokenStream>, errors: &mut Errors) -> Option<Vec<NestedMeta>> {
    let error = match arguments.map(NestedMeta::parse_meta_list) {
        Ok(Ok(list)) => return Some(list),
        Ok(Err(error)) => error,
        Err(error) => {
            errors.parser(catalogue::BAD_ARGUMENT, error);
            return None;
        }
    };
    let text = Text::new(catalogue::BAD_ARGUMENT, error.to_string())
        .help("an argument is `name`, `name = \"…\"` or `name(…)`, with a comma before the next");
    errors.say_at(error.span(), &text);
    None
}

/// The same as [`read`], of arguments that are apart.
pub(crate) fn read_list<T: FromMeta + Default>(list: Vec<NestedMeta>, errors: &mut Errors) -> T {
    let all = T::from_list(&list);
    errors.take_arguments(catalogue::BAD_ARGUMENT, all).unwrap_or_else(|| {
        let good = list.into_iter().filter(|item| T::from_list(std::slice::from_ref(item)).is_ok());
        T::from_list(&good.collect::<Vec<_>>()).unwrap_or_default()
    })
}

/// The library under the name that the charm knows it by: `::ops`, or what `crate = "…"` says.
pub(crate) fn ops_path(renamed: Option<&syn::Path>) -> syn::Path {
    renamed.cloned().unwrap_or_else(|| parse_quote!(::ops))
}

/// Arguments of a struct that goes with a charm: `#[config(metadata = "…", crate = "…")]` and its kin.
#[derive(Debug, Default, FromMeta)]
#[darling(default)]
pub(crate) struct PartArguments {
    metadata: Option<SpannedValue<String>>,
    /// How loud the lints about fields are.
    #[darling(flatten)]
    pub(crate) levels: Levels,
    /// Whether a test is generated: yes, unless the person says no.
    test: Option<bool>,
    #[darling(rename = "crate")]
    ops: Option<syn::Path>,
}

impl PartArguments {
    /// The metadata of the charm that it goes with. That there is none is for the charm's struct to say, but of a place that is
    /// named here.
    pub(crate) fn charm(&self, call_site: &CallSite, errors: &mut Errors) -> Charm {
        let charm = Charm::find(call_site, self.metadata.as_deref().map(String::as_str));
        if let (Some(named), true) = (&self.metadata, charm.is_missing()) {
            errors.say_at(named.span(), &charm.missing());
        }
        charm
    }

    pub(crate) fn has_test(&self) -> bool {
        self.test.unwrap_or(true)
    }

    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        read(arguments, errors)
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        ops_path(self.ops.as_ref())
    }
}
