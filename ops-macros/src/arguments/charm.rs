//! The arguments of `#[charm]`.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::{Span, TokenStream};
use syn::{LitBool, LitStr};

use super::reader::{Placed, Reader};
use crate::errors::Errors;
use crate::lints::Levels;

/// `#[charm(metadata = "…", state = "local", test = false, allow(…), crate = "…")]`.
pub(crate) struct CharmArguments {
    /// The folder of the metadata, from the package's own.
    pub(crate) metadata: Option<LitStr>,
    /// Where stored state and deferred events are kept.
    state: Option<Placed<StateLocation>>,
    /// How loud the lints about handlers are.
    pub(crate) levels: Levels,
    /// Whether a test is generated: yes, unless the person says no.
    test: Option<LitBool>,
    ops: Option<syn::Path>,
}

/// Where stored state and deferred events are kept.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StateLocation {
    #[default]
    Juju,
    Local,
}

impl CharmArguments {
    pub(crate) fn parse(arguments: TokenStream, errors: &mut Errors) -> Self {
        let mut reader = Reader::of_tokens(arguments);
        let read = Self {
            metadata: reader.text("metadata"),
            state: reader.one_of("state", &[("juju", StateLocation::Juju), ("local", StateLocation::Local)]),
            levels: Levels::read(&mut reader),
            test: reader.boolean("test"),
            ops: reader.path("crate"),
        };
        reader.finish(errors);
        read
    }

    pub(crate) fn state(&self) -> StateLocation {
        self.state.map(|state| state.value).unwrap_or_default()
    }

    pub(crate) fn has_test(&self) -> bool {
        self.test.as_ref().is_none_or(LitBool::value)
    }

    /// On the `impl` block `state = "…"` and `test = …` would do nothing.
    pub(crate) fn refuse_arguments_of_the_struct(&self, errors: &mut Errors) {
        let state = self.state.map(|state| state.span);
        let test = self.test.as_ref().map(LitBool::span);
        for (what, place) in [("where the state is kept", state), ("whether there is a test", test)] {
            let Some(place) = place else { continue };
            let text = Text::new(catalogue::BAD_ARGUMENT, format!("{what} is said on the struct"))
                .help("write it in the `#[charm]` above the struct");
            errors.say_at(place, &text);
        }
    }

    /// Where to say something of the metadata: at the argument that names it, else at the name of what it is about.
    pub(crate) fn place(&self, name: Span) -> Span {
        self.metadata.as_ref().map_or(name, LitStr::span)
    }

    pub(crate) fn ops_path(&self) -> syn::Path {
        super::ops_path(self.ops.as_ref())
    }
}
