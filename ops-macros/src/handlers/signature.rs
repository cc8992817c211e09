//! What a handler looks like: `&self` or `&mut self`, then `&Context`, then the event or the action's parameters.
//! Only the shape is judged here; what the types are is the compiler's to say, at the type.

use ops_metadata::catalogue;
use ops_metadata::render::Text;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{GenericParam, Type};

use super::on::Trigger;
use crate::errors::Errors;
use crate::item::{Argument, Signature};

/// A handler's shape, checked.
#[derive(Clone)]
pub(crate) struct Shape {
    /// The place of what the second parameter refers to: the context.
    pub(crate) context: Span,
    /// The third parameter's type, where there is one: the event, or the action's parameters.
    pub(crate) payload: Option<Type>,
    /// The place of what the handler returns.
    pub(crate) output: Span,
}

/// The shape of a method that handles `triggers`, or errors that show the one it should have.
pub(crate) fn check(signature: &Signature, triggers: &[Trigger], errors: &mut Errors) -> Option<Shape> {
    let mut wrong = Wrong { errors, permitted: permitted(signature, triggers), any: false };
    check_qualifiers(signature, &mut wrong);
    let mut inputs = signature.inputs.iter().peekable();
    // Where only `self` is missing, the rest stands one place further on.
    let receiver = match inputs.peek() {
        Some(Argument::Typed { .. }) => None,
        _ => inputs.next(),
    };
    check_receiver(signature, receiver, &mut wrong);
    let context = check_context(signature, inputs.next(), &mut wrong);
    let payload = inputs.next();
    if let (Some(payload), Some(_)) = (payload, status(triggers)) {
        wrong.at(payload, "a status is collected after every event: its handler is given no event");
    }
    let payload = payload.and_then(|argument| payload_type(argument, &mut wrong));
    for surplus in inputs {
        wrong.at(surplus, "a handler takes no more than this");
    }
    let output = match &signature.output {
        syn::ReturnType::Default => signature.ident.span(),
        syn::ReturnType::Type(_, ty) => ty.span(),
    };
    let context = context.filter(|_| !wrong.any)?;
    Some(Shape { context, payload, output })
}

struct Wrong<'a> {
    errors: &'a mut Errors,
    permitted: String,
    any: bool,
}

impl Wrong<'_> {
    fn at(&mut self, tokens: &dyn quote::ToTokens, what: &str) {
        self.any = true;
        let text = Text::new(catalogue::WRONG_SIGNATURE, what).help(self.permitted.as_str());
        self.errors.say(tokens, &text);
    }
}

fn check_qualifiers(signature: &Signature, wrong: &mut Wrong<'_>) {
    if let Some(asyncness) = &signature.asyncness {
        wrong.at(asyncness, "a handler is not async: a hook is one run, and its calls are made one by one");
    }
    if let Some(unsafety) = &signature.unsafety {
        wrong.at(unsafety, "a handler is not unsafe");
    }
    for parameter in &signature.generics.params {
        if !matches!(parameter, GenericParam::Lifetime(_)) {
            wrong.at(parameter, "a handler has no generic parameters: it is called with one type");
            break;
        }
    }
}

fn check_receiver(signature: &Signature, receiver: Option<&Argument>, wrong: &mut Wrong<'_>) {
    match receiver {
        Some(Argument::Receiver(receiver)) if receiver.is_reference => {}
        Some(other) => wrong.at(other, "a handler's first parameter is `&self` or `&mut self`"),
        None if signature.inputs.is_empty() => {
            wrong.at(&signature.ident, "a handler takes `&self` or `&mut self`, then `&Context`");
        }
        None => wrong.at(&signature.ident, "a handler's first parameter is `&self` or `&mut self`"),
    }
}

/// The place of what the context parameter refers to.
fn check_context(signature: &Signature, context: Option<&Argument>, wrong: &mut Wrong<'_>) -> Option<Span> {
    let Some(context) = context else {
        if !signature.inputs.is_empty() {
            wrong.at(&signature.ident, "a handler's second parameter is `cx: &Context`");
        }
        return None;
    };
    if let Argument::Typed { ty, .. } = context
        && let Type::Reference(reference) = &**ty
        && reference.mutability.is_none()
    {
        return Some(reference.elem.span());
    }
    wrong.at(context, "a handler's second parameter is `cx: &Context`");
    None
}

fn payload_type(argument: &Argument, wrong: &mut Wrong<'_>) -> Option<Type> {
    match argument {
        Argument::Typed { ty, .. } => {
            if let Type::ImplTrait(generic) = &**ty {
                wrong.at(generic, "a handler has no generic parameters: it is called with one type");
            }
            Some((**ty).clone())
        }
        Argument::Receiver(_) => None,
    }
}

/// The first that is a status.
fn status(triggers: &[Trigger]) -> Option<&Trigger> {
    triggers.iter().find(|trigger| trigger.is_status())
}

/// The signature to show: that of the first event which the handler is for, or of a status, whose handler takes the least.
fn permitted(signature: &Signature, triggers: &[Trigger]) -> String {
    let name = &signature.ident;
    match status(triggers).or(triggers.first()) {
        Some(Trigger::CollectUnitStatus | Trigger::CollectAppStatus) => {
            format!("fn {name}(&self, cx: &Context) -> Status\n(or `Option<Status>`, or `Vec<Status>`)")
        }
        Some(Trigger::Custom | Trigger::Emitted) => {
            format!(
                "fn {name}(&mut self, cx: &Context, event: Event) -> ops::Result\n\
                 (`Emitted<Event>` can be deferred; the event may be left out where it is of no use)"
            )
        }
        Some(Trigger::Reconcile) => {
            format!(
                "fn {name}(&mut self, cx: &Context, event: CharmEvent) -> ops::Result\n\
                 (the enum is made for it here, under the name that it is given; it may be left out where it is of no use)"
            )
        }
        Some(Trigger::Juju(ops_metadata::EventKind::Action)) => {
            format!(
                "fn {name}(&mut self, cx: &Context, params: Params) -> ActionResult<Results>\n\
                 (the parameters may be left out where there are none)"
            )
        }
        Some(Trigger::Juju(kind)) => {
            let event = kind.type_name();
            format!(
                "fn {name}(&mut self, cx: &Context, event: {event}) -> ops::Result\n\
                 (the event may be left out where it is of no use)"
            )
        }
        None => format!("fn {name}(&mut self, cx: &Context) -> ops::Result"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ops_metadata::EventKind;

    fn errors_of(signature: &Signature, trigger: Trigger) -> usize {
        let mut errors = Errors::new();
        let shape = check(signature, &[trigger], &mut errors);
        let found = errors.into_compile_errors().to_string().matches("compile_error").count();
        assert_eq!(shape.is_none(), found > 0);
        found
    }

    #[test]
    fn the_permitted_forms_pass() {
        let install = Trigger::Juju(EventKind::Install);
        assert_eq!(errors_of(&syn::parse_quote!(fn f(&self, cx: &Context)), install), 0);
        assert_eq!(errors_of(&syn::parse_quote!(fn f(&mut self, _: &ops::Context, e: Install)), install), 0);
        let status = Trigger::CollectUnitStatus;
        assert_eq!(errors_of(&syn::parse_quote!(fn f(&self, cx: &Context) -> Vec<Status>), status), 0);
    }

    #[test]
    fn each_fault_is_an_error_of_its_own() {
        let install = Trigger::Juju(EventKind::Install);
        assert_eq!(errors_of(&syn::parse_quote!(fn f()), install), 1);
        assert_eq!(errors_of(&syn::parse_quote!(fn f(self, cx: &Context)), install), 1);
        assert_eq!(errors_of(&syn::parse_quote!(fn f(&self)), install), 1);
        assert_eq!(errors_of(&syn::parse_quote!(fn f(cx: &Context, event: Install)), install), 1);
        assert_eq!(errors_of(&syn::parse_quote!(async fn f<T>(&self, cx: &mut Context)), install), 3);
        assert_eq!(errors_of(&syn::parse_quote!(fn f(&self, cx: &Context, e: E, more: u8)), install), 1);
        assert_eq!(
            errors_of(&syn::parse_quote!(fn f(&self, cx: &Context, e: E)), Trigger::CollectUnitStatus),
            1
        );
    }
}
