//! The arguments of a struct that goes with a charm: `#[config]`, `#[action]`, `#[stored_state]`.

use proc_macro2::TokenStream;
use syn::{LitBool, LitStr};

use super::list::{self, Argument};
use super::reader::Reader;
use crate::call_site::CallSite;
use crate::errors::Errors;
use crate::lints::Levels;
use crate::metadata::Charm;

/// `#[config(metadata = "…", test = false, allow(…), crate = "…")]` and its kin.
pub(crate) struct PartArguments {
    metadata: Option<LitStr>,
    /// How loud the lints about fields are.
    pub(crate) levels: Levels,
    /// Whether a test is generated: yes, unless the person says no.
    test: Option<LitBool>,
    ops: Option<syn::Path>,
}

impl PartArguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        Self::read(list::parse(arguments), errors)
    }

    pub(crate) fn read(arguments: Vec<Argument>, errors: &mut Errors) -> Self {
        let mut reader = Reader::of(arguments);
        let read = Self::take(&mut reader);
        reader.finish(errors);
        read
    }

    /// Those that all of them have.
    pub(super) fn take(reader: &mut Reader) -> Self {
        Self {
            metadata: reader.text("metadata"),
            levels: Levels::read(reader),
            test: reader.boolean("test"),
            ops: reader.path("crate"),
        }
    }

    /// The metadata of the charm that it goes with. That there is none is for the charm's struct to say, but of a place that is
    /// named here.
    pub(crate) fn charm(&self, call_site: &CallSite, errors: &mut Errors) -> Charm {
        let charm = Charm::find(call_site, self.metadata.as_ref());
        if let (Some(named), true) = (&self.metadata, charm.is_missing()) {
            errors.say_at(named.span(), &charm.missing());
        }
        charm
    }

    pub(crate) fn has_test(&self) -> bool {
        self.test.as_ref().is_none_or(LitBool::value)
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        super::ops_path(self.ops.as_ref())
    }
}
