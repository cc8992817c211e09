//! The charm as its author writes it: with the macros.

use ops_metadata::EventKind;

use super::charm::{TOPICS, actions, databag, options, stored_field};
use super::handlers::{Handler, handlers};
use super::{RESULTS, struct_source};

/// The charm's one source file.
pub(super) fn main_rs() -> String {
    let config = struct_source("#[config]\n", "Config", options().map(|option| option.field));
    let actions = actions().map(|action| {
        let attribute = format!("#[action(\"{}\")]\n", action.name);
        struct_source(&attribute, &action.type_name, action.parameters.map(|parameter| parameter.field))
    });
    let databags = TOPICS.map(|topic| {
        format!(
            "#[databag]
struct {} {{
    url: String,
    #[databag(name = \"extra-roles\")]
    extra_roles: Option<String>,
    ports: Vec<u16>,
}}\n\n",
            databag(topic)
        )
    });
    let stored = TOPICS.map(|topic| format!("    {}: Option<String>,\n", stored_field(topic)));
    let methods: Vec<String> = handlers().iter().map(method).collect();
    format!(
        "//! A large charm, by `benches expand`: with the macros.

use ops::prelude::*;

{config}#[stored_state]
struct State {{
    schema_version: Option<u32>,
{}}}

{}{}{RESULTS}
#[charm]
struct Large {{
    #[config]
    config: Config,
    #[stored_state]
    state: State,
}}

#[charm]
impl Large {{
{}}}

ops::main!(Large);
",
        stored.concat(),
        databags.concat(),
        actions.collect::<String>(),
        methods.join("\n")
    )
}

fn method(handler: &Handler) -> String {
    let event = handler.event.map_or("collect_unit_status", EventKind::attribute);
    let subject = handler.subject.as_ref().map_or(String::new(), |subject| format!(" = \"{subject}\""));
    format!("    #[on({event}{subject})]\n{}", handler.source())
}
