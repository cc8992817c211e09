//! What the macros of one charm tell each other, compared while it compiles: a macro sees its own tokens only.

use super::Call;
use crate::context::Context;

/// What a macro has left on a type for the others, as a constant of the type itself, which goes before one of a trait.
/// On any other type there is nothing, and nothing to compare: what it lacks is said elsewhere.
pub trait Facts {
    /// By `#[charm]` on the struct: the folder of its metadata, from the package's own.
    const OPS_METADATA: Option<&'static str> = None;
    /// By `#[action]`: the action's name.
    const OPS_ACTION: Option<&'static str> = None;
}

impl<T: ?Sized> Facts for T {}

/// The struct and the `impl` of a charm are checked against the same metadata.
///
/// # Panics
/// They are not: a compile error, as it is called for a constant.
#[track_caller]
pub const fn same_metadata(of_struct: Option<&str>, of_impl: &str) {
    assert!(
        absent_or(of_struct, of_impl),
        "[OPS0304] the charm's struct reads other metadata: give both `#[charm]` the same `metadata = \"…\"`"
    );
}

/// The parameters that a handler takes are those of its action.
///
/// # Panics
/// They are another action's: a compile error, as it is called for a constant.
#[track_caller]
pub const fn same_action(of_params: Option<&str>, of_handler: &str) {
    assert!(
        absent_or(of_params, of_handler),
        "[OPS0301] these are the parameters of another action: their `#[action(\"…\")]` says of which"
    );
}

const fn absent_or(fact: Option<&str>, expected: &str) -> bool {
    match fact {
        None => true,
        Some(fact) => same(fact, expected),
    }
}

pub(super) const fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && starts_with(one.as_bytes(), other.as_bytes())
}

const fn starts_with(all: &[u8], start: &[u8]) -> bool {
    match (all, start) {
        (_, []) => true,
        ([a, all @ ..], [b, start @ ..]) => *a == *b && starts_with(all, start),
        ([], _) => false,
    }
}

/// What a handler's second parameter can be a reference to: the context, by whatever name.
#[diagnostic::on_unimplemented(
    message = "[OPS0301] a handler's second parameter cannot be a `&{Self}`",
    label = "not the context",
    note = "it is `cx: &Context`"
)]
pub trait HandlerContext {
    /// The context as such.
    fn of(cx: &Context) -> &Self;
}

#[diagnostic::do_not_recommend]
impl HandlerContext for Context {
    fn of(cx: &Context) -> &Self {
        cx
    }
}

impl Call<'_> {
    /// The context, as the handler takes it.
    pub fn context<'c, C: HandlerContext + ?Sized>(&self, cx: &'c Context) -> &'c C {
        C::of(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_compared_as_text() {
        assert!(absent_or(None, "a") && absent_or(Some(""), "") && absent_or(Some("a/b"), "a/b"));
        for (fact, expected) in [("a", "ab"), ("ab", "a"), ("ab", "ac"), ("", "a")] {
            assert!(!absent_or(Some(fact), expected), "{fact} {expected}");
        }
    }
}
