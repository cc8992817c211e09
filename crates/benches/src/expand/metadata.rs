//! The charm's charmcraft.yaml.

use ops_metadata::Role;

use super::charm::{Action, ConfigOption, Endpoint, actions, containers, endpoints, options, storages};

/// The file's text, with this description of the charm.
pub(super) fn charmcraft_yaml(description: &str) -> String {
    let section = |role: Role| -> String {
        let of_role = endpoints().filter(|endpoint| endpoint.role == role);
        format!("{}:\n{}", role.key(), of_role.map(|endpoint| of_endpoint(&endpoint)).collect::<String>())
    };
    let containers: String = containers().map(|name| format!("  {name}: {{}}\n")).collect();
    let storages: String = storages().map(|name| format!("  {name}:\n    type: filesystem\n")).collect();
    let options: String = options().map(|option| of_option(&option)).collect();
    let actions: String = actions().map(|action| of_action(&action)).collect();
    [
        format!("name: large\ntype: charm\ntitle: Large\nsummary: As large as they come.\ndescription: {description}\n"),
        "base: ubuntu@24.04\nplatforms:\n  amd64:\nparts:\n  charm:\n    plugin: rust\n    source: .\n".into(),
        "assumes:\n  - juju >= 3.6\n  - k8s-api\n".into(),
        section(Role::Requires),
        section(Role::Provides),
        section(Role::Peers),
        format!("containers:\n{containers}storage:\n{storages}"),
        format!("config:\n  options:\n{options}actions:\n{actions}"),
    ]
    .concat()
}

fn of_endpoint(endpoint: &Endpoint) -> String {
    let Endpoint { role, name, interface } = endpoint;
    let optional = if *role == Role::Requires { "    optional: true\n" } else { "" };
    format!("  {name}:\n    interface: {interface}\n{optional}")
}

fn of_option(option: &ConfigOption) -> String {
    let ConfigOption { name, kind, default, .. } = option;
    let default = default.map_or(String::new(), |default| format!("      default: {default}\n"));
    let kind = kind.as_str();
    format!(
        "    {name}:\n      type: {kind}\n{default}      description: What {name} is, for those who set it.\n"
    )
}

fn of_action(action: &Action) -> String {
    let mut required = String::new();
    let mut params = String::new();
    for parameter in &action.parameters {
        let name = &parameter.field.name;
        let schema: String = parameter.schema.lines().map(|line| format!("        {line}\n")).collect();
        params += &format!("      {name}:\n{schema}        description: What {name} is.\n");
        if parameter.is_required {
            required = format!("    required: [{name}]\n");
        }
    }
    let name = &action.name;
    format!("  {name}:\n    description: What {name} does.\n    params:\n{params}{required}")
}
