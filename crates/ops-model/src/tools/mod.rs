//! The hook tools: what each name does when it is called, in Juju's own flags, exit codes and words.
#![expect(
    clippy::needless_pass_by_value,
    reason = "a request is made for one tool: what it borrows goes into the answer"
)]

mod action;
mod answer;
mod config;
mod input;
mod leadership;
mod log;
mod model;
mod network;
mod ports;
mod relation;
mod secret;
mod secret_content;
mod state;
mod status;
mod storage;

use std::fmt;

pub use answer::{Answer, Said};

use crate::context::HookContext;
pub use input::Input;
pub(crate) use secret::{POLICIES, is_secret_id};
pub(crate) use secret_content::{is_secret_key, secret_sizes};
pub(crate) use state::{LONGEST_KEY, LONGEST_VALUE};

/// Every name of a hook tool; Juju's list, less what ended before 3.0.
#[rustfmt::skip]
pub const NAMES: &[&str] = &[
    "action-fail", "action-get", "action-log", "action-set", "application-version-set", "close-port", "config-get",
    "credential-get", "goal-state", "is-leader", "juju-log", "juju-reboot", "leader-get", "leader-set", "network-get",
    "open-port", "opened-ports", "relation-get", "relation-ids", "relation-list", "relation-model-get", "relation-set",
    "resource-get", "secret-add", "secret-get", "secret-grant", "secret-ids", "secret-info-get", "secret-remove",
    "secret-revoke", "secret-set", "state-delete", "state-get", "state-set", "status-get", "status-set", "storage-add",
    "storage-get", "storage-list", "unit-get",
];

/// Why a tool did not do what it was asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The flags or arguments are not good: exit 2.
    Usage(String),
    /// It was tried and refused: exit 1.
    Failed(String),
}

impl Failure {
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Failed(_) => 1,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) | Self::Failed(text) => f.write_str(text),
        }
    }
}

/// What a tool works with.
pub(crate) struct Request<'a> {
    pub(crate) context: &'a mut HookContext,
    pub(crate) args: &'a [&'a str],
    pub(crate) input: &'a mut dyn Input,
}

/// What a tool answers, or why it failed.
pub(crate) type Reply<'a> = Result<Answer<'a>, Failure>;

pub(crate) fn answer<'a>(tool: &str, request: Request<'a>) -> Reply<'a> {
    match tool {
        "action-fail" => action::fail(request),
        "action-get" => action::get(request),
        "action-log" => action::log(request),
        "action-set" => action::set(request),
        "application-version-set" => status::set_version(request),
        "close-port" => ports::close(request),
        "config-get" => config::get(request),
        "credential-get" => model::credential(request),
        "goal-state" => model::goal_state(request),
        "is-leader" => leadership::is_leader(request),
        "juju-log" => log::log(request),
        "juju-reboot" => model::reboot(request),
        "network-get" => network::get(request),
        "open-port" => ports::open(request),
        "opened-ports" => ports::opened(request),
        "relation-get" => relation::get(request),
        "relation-ids" => relation::ids(request),
        "relation-list" => relation::list(request),
        "relation-model-get" => relation::model(request),
        "relation-set" => relation::set(request),
        "secret-add" => secret::add(request),
        "secret-get" => secret::get(request),
        "secret-grant" => secret::grant(request),
        "secret-ids" => secret::ids(request),
        "secret-info-get" => secret::info(request),
        "secret-remove" => secret::remove(request),
        "secret-revoke" => secret::revoke(request),
        "secret-set" => secret::set(request),
        "resource-get" => model::resource(request),
        "state-delete" => state::delete(request),
        "state-get" => state::get(request),
        "state-set" => state::set(request),
        "status-get" => status::get(request),
        "status-set" => status::set(request),
        "storage-add" => storage::add(request),
        "storage-get" => storage::get(request),
        "storage-list" => storage::list(request),
        "unit-get" => network::unit(request),
        _ => Err(Failure::Failed("not implemented".into())),
    }
}
