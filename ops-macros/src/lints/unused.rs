//! Options and parameters that the metadata declares, and no field is for.

use ops_metadata::render::Text;
use ops_metadata::{Action, ConfigOption, OptionType, Parameter, Spanned, catalogue, suggest};
use syn::LitStr;

use super::{Levels, Lint, Place, report};
use crate::charm::constants::identifier;
use crate::errors::Errors;
use crate::fields::names_of;
use crate::message::list;
use crate::metadata::Charm;

/// Reports every option that is none of the `used` ones.
pub(crate) fn unused_options(
    charm: &Charm,
    levels: &Levels,
    used: &[&str],
    place: &Place<'_>,
    errors: &mut Errors,
) {
    let options = &charm.metadata().options;
    let names: Vec<&Spanned<String>> = options.iter().map(|option| &option.name).collect();
    for name in levels.names(Lint::UnusedOption) {
        let title = format!("this charm has no config option `{}`", name.value());
        check_name(charm, Text::new(catalogue::UNKNOWN_OPTION, title), &names, name, errors);
    }
    // What a mistake was to be a field for, or the level of, is not known.
    let certain = !errors.any();
    // One that is wrong itself may have a field all the same.
    let is_unused =
        |option: &&ConfigOption| !used.contains(&option.name.as_str()) && !charm.is_wrong_within(option.span);
    for option in options.iter().filter(|_| certain).filter(is_unused) {
        let name = option.name.as_str();
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

/// Reports every parameter of the action that is none of the `used` ones.
pub(crate) fn unused_parameters(
    charm: &Charm,
    action: &Action,
    levels: &Levels,
    used: &[&str],
    place: &Place<'_>,
    errors: &mut Errors,
) {
    let names: Vec<&Spanned<String>> = action.parameters.iter().map(|parameter| &parameter.name).collect();
    for name in levels.names(Lint::UnusedParameter) {
        let title = format!("the action `{}` has no parameter `{}`", *action.name, name.value());
        check_name(charm, Text::new(catalogue::UNKNOWN_PARAMETER, title), &names, name, errors);
    }
    let certain = !errors.any();
    let is_unused = |parameter: &&Parameter| {
        !used.contains(&parameter.name.as_str()) && !charm.is_wrong_within(parameter.span)
    };
    for parameter in action.parameters.iter().filter(|_| certain).filter(is_unused) {
        let name = &parameter.name;
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

/// An error if a level is for a name that is not there.
fn check_name(charm: &Charm, unknown: Text, names: &[&Spanned<String>], name: &LitStr, errors: &mut Errors) {
    let wanted = name.value();
    if names.iter().any(|known| ***known == wanted) || !charm.names_are_complete() {
        return;
    }
    let all = || names.iter().map(|name| name.as_str());
    let closest = suggest::closest(&wanted, all());
    let text = match closest.and_then(|closest| names.iter().find(|known| known.as_str() == closest)) {
        Some(known) => unknown.frame(known.span).help(format!("there is one called `{}`", known.value)),
        None => unknown.note(format!("there are {}", list(all()))),
    };
    errors.say_of(charm, name.span(), &text);
}

/// A field for it, with the name that it has outside of Rust where the field's own does not say it.
fn field(attribute: &str, name: &str, ty: &str) -> String {
    let ident = identifier(name);
    let says_it = names_of(&ident).iter().any(|known| known == name);
    let named = if says_it { String::new() } else { format!("#[{attribute}(name = \"{name}\")] ") };
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
