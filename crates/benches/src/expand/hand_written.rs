//! The same charm over the same library without the macros: the floor.
//!
//! Each struct that our macros derive serde's traits for has the same derives. Config is read field by field. A `match` on the
//! event's name calls the handler. Such a program has no other way into the library than that of the macros, so it implements the
//! traits of `ops::__private`, and declares nothing that it does not use.

use std::collections::BTreeMap;

use ops_metadata::{EventKind, OptionType};

use super::charm::{Action, ConfigOption, TOPICS, actions, databag, options, stored_field};
use super::handlers::{Handler, handlers};
use super::{RESULTS, struct_source};

/// What is imported beside, for each way to read parameters.
const FOR_DERIVED: &str = "use serde_json::Value;\n";
const FOR_READING: &str = "use ops::__private::{ActionParams, Params, ParamsError};\n";

const HELPERS: &str = r#"
/// What Juju says the action's parameters are.
fn params<T: serde::de::DeserializeOwned>() -> ops::Result<T> {
    let output = std::process::Command::new("action-get").arg("--format=json").output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The results of any action, in the one form that they have in common.
fn results<T: serde::Serialize>(results: T) -> ActionResult<Value> {
    Ok(serde_json::to_value(results)?)
}
"#;

/// How an action's parameters are read.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Parameters {
    /// As a person does: by a derive of serde's for each action.
    Derived,
    /// As our macros do: field by field. Then both charms have the same derives.
    ByHand,
}

/// The charm's one source file.
pub(super) fn main_rs(parameters: Parameters) -> String {
    let config = struct_source("", "Config", options().map(|option| option.field));
    let values: String = options().map(|option| value(&option)).collect();
    let actions = actions().map(|action| match parameters {
        Parameters::Derived => {
            let fields = action.parameters.map(|parameter| parameter.field);
            struct_source("#[derive(serde::Deserialize)]\n", &action.type_name, fields)
        }
        Parameters::ByHand => read_by_hand(action),
    });
    let (imports, helpers) = match parameters {
        Parameters::Derived => (FOR_DERIVED, HELPERS),
        Parameters::ByHand => (FOR_READING, ""),
    };
    let databags = TOPICS.map(|topic| {
        format!(
            "#[derive(serde::Serialize, serde::Deserialize)]
struct {} {{
    url: String,
    #[serde(rename = \"extra-roles\")]
    extra_roles: Option<String>,
    ports: Vec<u16>,
}}\n\n",
            databag(topic)
        )
    });
    let stored = TOPICS.map(|topic| format!("    {}: Option<String>,\n", stored_field(topic)));
    let handlers = handlers();
    let methods: Vec<String> = handlers.iter().map(Handler::source).collect();
    format!(
        "//! A large charm, by `benches expand`: by hand.

use ops::__private::{{
    BuildError, Call, Charm, CharmStruct, FromConfig, Handler, OnBadConfig, Outcome, Parts, StateError, StateLocation,
    StateText, Stored, StoredState,
}};
use ops::config::kind;
use ops::prelude::*;
{imports}
{config}impl FromConfig for Config {{
    fn from_config(values: &Values) -> Result<Self, ConfigError> {{
        Ok(Self {{
{values}        }})
    }}
}}

#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct State {{
    schema_version: Option<u32>,
{}}}

impl StoredState for State {{
    fn initial() -> Self {{
        Self::default()
    }}
}}

{}{}{RESULTS}{helpers}
struct Large {{
    config: Config,
    state: State,
}}

impl Large {{
{}}}

impl CharmStruct for Large {{
    const NAME: &'static str = \"large\";
    const EVENTS: &'static [&'static str] = &[];
    const STATE: StateLocation = StateLocation::Juju;
    const HAS_STORED_STATE: bool = true;
    const ON_BAD_CONFIG: OnBadConfig = OnBadConfig::Block;

    fn build(parts: &Parts<'_>) -> Result<Self, BuildError> {{
        Ok(Self {{ config: parts.config()?, state: parts.stored_state()? }})
    }}

    fn write_state(&self, text: &mut StateText) -> Result<(), StateError> {{
        Stored(&self.state).write(text)
    }}
}}

{}
ops::main!(Large);
",
        stored.concat(),
        databags.concat(),
        actions.collect::<String>(),
        methods.join("\n"),
        dispatch(&handlers, parameters)
    )
}

fn read_by_hand(action: Action) -> String {
    let values = action.parameters.each_ref().map(|parameter| {
        let name = &parameter.field.name;
        let read = if parameter.field.type_name.starts_with("Option") { "optional" } else { "required" };
        format!("            {name}: params.{read}(\"{name}\")?,\n")
    });
    let name = &action.type_name;
    format!(
        "{}impl ActionParams for {name} {{
    fn from_params(params: &Params) -> Result<Self, ParamsError> {{
        Ok(Self {{
{}        }})
    }}
}}\n\n",
        struct_source("", name, action.parameters.map(|parameter| parameter.field)),
        values.concat()
    )
}

fn value(option: &ConfigOption) -> String {
    let kind = match option.kind {
        OptionType::String => "String",
        OptionType::Int => "Int",
        OptionType::Float => "Float",
        OptionType::Boolean => "Boolean",
        OptionType::Secret => "Secret",
    };
    let read = if option.default.is_some() { "required" } else { "optional" };
    let (field, name) = (&option.field.name, &option.name);
    format!("            {field}: values.{read}::<kind::{kind}, _>(\"{name}\")?,\n")
}

/// The table that leads from an event's name to the function for its kind, and these functions.
fn dispatch(handlers: &[Handler], parameters: Parameters) -> String {
    let mut rows = String::new();
    let mut kinds: BTreeMap<&str, Vec<&Handler>> = BTreeMap::new();
    for handler in handlers {
        let (hook, method) = (handler.hook(), &handler.method);
        let run = match (handler.event, &handler.subject) {
            (None, _) => format!("|charm, call| call.unit_status(|cx| charm.{method}(cx))"),
            (Some(EventKind::Action), _) if parameters == Parameters::ByHand => {
                format!("|charm, call| call.action(|cx, params| charm.{method}(cx, params))")
            }
            (Some(event), Some(_)) => {
                kinds.entry(event.attribute()).or_default().push(handler);
                format!("Self::{}", event.attribute())
            }
            (Some(event), None) if handler.takes.is_some() => {
                let event = event.type_name();
                format!("|charm, call| call.event::<{event}, _, _>(|cx, event| charm.{method}(cx, event))")
            }
            (Some(_), None) => format!("|charm, call| call.plain(|cx| charm.{method}(cx))"),
        };
        rows += &format!("        Handler::new(\"{hook}\", {run}),\n");
    }
    let functions: Vec<String> = kinds.values().filter_map(|handlers| function(handlers)).collect();
    format!(
        "impl Charm for Large {{
    const HANDLERS: &'static [Handler<Self>] = &[\n{rows}    ];
}}

impl Large {{
{}}}
",
        functions.join("\n")
    )
}

/// The function for all events of one kind.
fn function(handlers: &[&Handler]) -> Option<String> {
    let kind = handlers.first()?.event?;
    let name = kind.attribute();
    let arms = handlers.iter().filter_map(|handler| Some((handler.subject.as_ref()?, handler)));
    let text = if kind == EventKind::Action {
        let arms: String = arms
            .map(|(subject, Handler { method, .. })| {
                format!("            Some(\"{subject}\") => results(self.{method}(cx, params()?)?),\n")
            })
            .collect();
        format!(
            "    fn {name}(&mut self, call: &Call<'_>) -> Outcome {{
        call.action_plain(|cx| match cx.action().map(ActionContext::name) {{
{arms}            other => Err(format!(\"no handler for {{other:?}}\").into()),
        }})
    }}\n"
        )
    } else {
        let type_name = kind.type_name();
        let arms: String = arms
            .map(|(_, handler)| {
                format!("            \"{}\" => self.{}(cx, event),\n", handler.hook(), handler.method)
            })
            .collect();
        format!(
            "    fn {name}(&mut self, call: &Call<'_>) -> Outcome {{
        call.event(|cx, event: {type_name}| match event.hook() {{
{arms}            other => Err(format!(\"no handler for {{other}}\").into()),
        }})
    }}\n"
        )
    };
    Some(text)
}
