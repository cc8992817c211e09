//! Options and parameters that the metadata declares, and no field is for.

use ops_metadata::render::Text;
use ops_metadata::{Action, ConfigOption, OptionType, Spanned, catalogue, suggest};
use syn::LitStr;

use super::{Levels, Lint, Place, report};
use crate::charm::constants::identifier;
use crate::errors::Errors;
use crate::fields::{Field, has_word, names_of};
use crate::message::{find, list, texts};
use crate::metadata::Charm;

/// Reports every option that is none of those which the fields are for.
pub(crate) fn unused_options(
    charm: &Charm,
    levels: &Levels,
    used: &[(&Field, &str)],
    place: &Place<'_>,
    errors: &mut Errors,
) {
    let options = &charm.metadata().options;
    let mut names = Vec::new();
    for option in options {
        names.push(&option.name);
    }
    for name in levels.names(Lint::UnusedOption) {
        let title = format!("this charm has no config option `{}`", name.value());
        check_name(charm, Text::new(catalogue::UNKNOWN_OPTION, title), &names, name, errors);
    }
    // What a mistake was to be a field for, or the level of, is not known.
    if errors.any() {
        return;
    }
    for option in options {
        let name = option.name.as_str();
        // One that is wrong itself may have a field all the same.
        if is_used(used, name) || charm.is_wrong_within(option.span) {
            continue;
        }
        let text = Text::new(Lint::UnusedOption.code(), format!("no field is for the option `{name}`"))
            .frame(option.name.span)
            .help(format!("give it one: `{}`", field("config", name, &usual_type(option))))
            .help(levels.way_out(
                Lint::UnusedOption,
                name,
                &format!("`#[config(allow(unused_option = \"{name}\"))]`"),
            ));
        report(charm, Lint::UnusedOption, levels.of(Lint::UnusedOption, name), &text, place, errors);
    }
}

/// Reports every parameter of the action that is none of those which the fields are for.
pub(crate) fn unused_parameters(
    charm: &Charm,
    action: &Action,
    levels: &Levels,
    used: &[(&Field, &str)],
    place: &Place<'_>,
    errors: &mut Errors,
) {
    let mut names = Vec::new();
    for parameter in &action.parameters {
        names.push(&parameter.name);
    }
    for name in levels.names(Lint::UnusedParameter) {
        let title = format!("the action `{}` has no parameter `{}`", *action.name, name.value());
        check_name(charm, Text::new(catalogue::UNKNOWN_PARAMETER, title), &names, name, errors);
    }
    if errors.any() {
        return;
    }
    for parameter in &action.parameters {
        let name = &parameter.name;
        if is_used(used, name) || charm.is_wrong_within(parameter.span) {
            continue;
        }
        let title = format!("no field is for the parameter `{}` of the action `{}`", **name, *action.name);
        let text = Text::new(Lint::UnusedParameter.code(), title)
            .frame_in(Some(action.name.span), name.span)
            .help(format!("give it one: `{}`", field("action", name, "…")))
            .help(levels.way_out(
                Lint::UnusedParameter,
                name,
                &format!("`allow(unused_parameter = \"{}\")` in `#[action(…)]`", **name),
            ));
        report(charm, Lint::UnusedParameter, levels.of(Lint::UnusedParameter, name), &text, place, errors);
    }
}

fn is_used(used: &[(&Field, &str)], name: &str) -> bool {
    for (_, known) in used {
        if *known == name {
            return true;
        }
    }
    false
}

/// An error if a level is for a name that is not there.
fn check_name(charm: &Charm, unknown: Text, names: &[&Spanned<String>], name: &LitStr, errors: &mut Errors) {
    let wanted = name.value();
    if find(names, &wanted).is_some() || !charm.names_are_complete() {
        return;
    }
    let all = texts(names);
    let text = match suggest::closest(&wanted, &all).and_then(|closest| find(names, closest)) {
        Some(known) => unknown.frame(known.span).help(format!("there is one called `{}`", known.value)),
        None => unknown.note(format!("there are {}", list(&all))),
    };
    errors.say_of(charm, name.span(), &text);
}

/// A field for it, with the name that it has outside of Rust where the field's own does not say it.
fn field(attribute: &str, name: &str, ty: &str) -> String {
    let ident = identifier(name);
    let named = if has_word(&names_of(&ident), name) {
        String::new()
    } else {
        format!("#[{attribute}(name = \"{name}\")] ")
    };
    format!("{named}{ident}: {ty}")
}

fn usual_type(option: &ConfigOption) -> String {
    let plain = match option.kind {
        OptionType::String => "String",
        OptionType::Int => "i64",
        OptionType::Float => "f64",
        OptionType::Boolean => "bool",
        OptionType::Secret => "SecretId",
    };
    if option.always_has_value() { plain.to_owned() } else { format!("Option<{plain}>") }
}
