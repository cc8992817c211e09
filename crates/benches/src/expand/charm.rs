//! What the charm that is measured declares: as much as the largest real ones, all of it made of ten topics.

use ops_metadata::{OptionType, Role};

/// What the charm deals with.
pub(super) const TOPICS: [&str; 10] =
    ["database", "cache", "queue", "search", "identity", "metrics", "logs", "traces", "ingress", "mail"];

pub(super) struct Endpoint {
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) interface: String,
}

/// Four a topic.
pub(super) fn endpoints() -> impl Iterator<Item = Endpoint> {
    let suffixes = [
        (Role::Requires, ""),
        (Role::Requires, "-admin"),
        (Role::Provides, "-replica"),
        (Role::Peers, "-peers"),
    ];
    TOPICS.into_iter().flat_map(move |topic| {
        suffixes.map(|(role, suffix)| Endpoint {
            role,
            name: format!("{topic}{suffix}"),
            interface: format!("{topic}_client"),
        })
    })
}

pub(super) fn containers() -> impl Iterator<Item = String> {
    TOPICS.into_iter().take(4).map(|topic| format!("{topic}-server"))
}

pub(super) fn storages() -> impl Iterator<Item = String> {
    TOPICS.into_iter().take(3).map(|topic| format!("{topic}-data"))
}

/// A field of a struct, which stands for an option or a parameter.
#[derive(Clone)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) type_name: &'static str,
}

pub(super) struct ConfigOption {
    pub(super) name: String,
    pub(super) kind: OptionType,
    pub(super) default: Option<&'static str>,
    pub(super) field: Field,
}

/// Six a topic: of all types, with and without a default.
pub(super) fn options() -> impl Iterator<Item = ConfigOption> {
    let settings = [
        ("host", OptionType::String, Some("localhost"), "String"),
        ("port", OptionType::Int, Some("8080"), "u16"),
        ("limit", OptionType::Int, None, "Option<u32>"),
        ("ratio", OptionType::Float, Some("0.5"), "f64"),
        ("tls", OptionType::Boolean, Some("true"), "bool"),
        ("password", OptionType::Secret, None, "Option<SecretId>"),
    ];
    TOPICS.into_iter().flat_map(move |topic| {
        settings.map(|(setting, kind, default, type_name)| ConfigOption {
            name: format!("{topic}-{setting}"),
            kind,
            default,
            field: Field { name: format!("{topic}_{setting}"), type_name },
        })
    })
}

pub(super) struct Action {
    pub(super) name: String,
    /// The struct that its parameters are read into.
    pub(super) type_name: String,
    pub(super) parameters: [Parameter; 3],
}

#[derive(Clone)]
pub(super) struct Parameter {
    pub(super) field: Field,
    /// Its JSON schema, a key a line.
    pub(super) schema: &'static str,
    pub(super) is_required: bool,
}

/// Three a topic.
pub(super) fn actions() -> impl Iterator<Item = Action> {
    let verbs = [
        (
            "back-up",
            [
                parameter("target", "String", "type: string", true),
                parameter("compress", "bool", "type: boolean\ndefault: true", false),
                parameter("keep", "Option<u32>", "type: integer\nminimum: 1", false),
            ],
        ),
        (
            "rotate",
            [
                parameter("username", "String", "type: string\nenum: [admin, operator]", true),
                parameter("force", "bool", "type: boolean\ndefault: false", false),
                parameter("length", "Option<u8>", "type: integer\nminimum: 8\nmaximum: 64", false),
            ],
        ),
        (
            "check",
            [
                parameter("strict", "bool", "type: boolean\ndefault: false", false),
                parameter("timeout", "Option<f64>", "type: number", false),
                parameter("units", "Option<Vec<String>>", "type: array\nitems: {type: string}", false),
            ],
        ),
    ];
    TOPICS.into_iter().flat_map(move |topic| {
        verbs.clone().map(|(verb, parameters)| Action {
            name: format!("{verb}-{topic}"),
            type_name: format!("{}{}", type_name(verb), type_name(topic)),
            parameters,
        })
    })
}

fn parameter(name: &str, type_name: &'static str, schema: &'static str, is_required: bool) -> Parameter {
    Parameter { field: Field { name: name.to_owned(), type_name }, schema, is_required }
}

/// The struct of a topic's databag; one of its fields has another name than its key.
pub(super) fn databag(topic: &str) -> String {
    format!("{}Data", type_name(topic))
}

/// The field of the stored state for a topic.
pub(super) fn stored_field(topic: &str) -> String {
    format!("{topic}_url")
}

/// `back-up` is `BackUp`.
fn type_name(words: &str) -> String {
    let capitalized = |word: &str| {
        let (first, rest) = word.split_at(1);
        format!("{}{rest}", first.to_uppercase())
    };
    words.split('-').map(capitalized).collect()
}
