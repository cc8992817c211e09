//! The relations that say where traces are sent: the requiring sides of `tracing` and `certificate_transfer`, as far as that needs.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{TARGET, set_ca, set_url};
use crate::charm::{BuildError, Call, Component, ComponentStruct, Handler, Outcome, Parts};
use crate::context::Context;
use crate::error::{ModelError, Result, chain};
use crate::names::{Endpoint, Requires};
use crate::relation::{Relation, RemoteBag};

/// The protocol that is spoken here, as the interface calls it.
const PROTOCOL: &str = "otlp_http";
/// Below the URL that a receiver tells.
const PATH: &str = "/v1/traces";

/// Traces are sent to what this endpoint, of the interface `tracing`, is related to: `#[component(endpoint = "charm-tracing")]`.
#[derive(Debug)]
pub struct Tracing {
    endpoint: Endpoint<Requires>,
}

/// Whom to trust at a collector with HTTPS, this endpoint says, of the interface `certificate_transfer`:
/// `#[component(endpoint = "receive-ca-cert")]`.
#[derive(Debug)]
pub struct CaCertificates {
    endpoint: Endpoint<Requires>,
}

impl ComponentStruct for Tracing {
    const INTERFACE: &'static str = "tracing";
    const ROLE: &'static str = "requires";
    type Events = ();
    const EVENTS: Self::Events = ();
    type Settings = ();

    fn build(parts: &Parts<'_>, (): ()) -> std::result::Result<Self, BuildError> {
        Ok(Self { endpoint: parts.endpoint() })
    }
}

impl Component for Tracing {
    const HANDLERS: &'static [Handler<Self>] = &[
        Handler::new("relation-created", Self::ask),
        Handler::new("relation-changed", Self::follow),
        Handler::new("relation-broken", Self::follow),
        Handler::new("leader-elected", Self::ask),
        Handler::new("start", Self::follow),
        // The folder beside the charm may be another's.
        Handler::new("upgrade-charm", Self::begin),
    ];
}

impl ComponentStruct for CaCertificates {
    const INTERFACE: &'static str = "certificate_transfer";
    const ROLE: &'static str = "requires";
    type Events = ();
    const EVENTS: Self::Events = ();
    type Settings = ();

    fn build(parts: &Parts<'_>, (): ()) -> std::result::Result<Self, BuildError> {
        Ok(Self { endpoint: parts.endpoint() })
    }
}

impl Component for CaCertificates {
    const HANDLERS: &'static [Handler<Self>] = &[
        Handler::new("relation-created", Self::ask),
        Handler::new("relation-changed", Self::follow),
        Handler::new("relation-broken", Self::follow),
        Handler::new("leader-elected", Self::ask),
        Handler::new("start", Self::follow),
        Handler::new("upgrade-charm", Self::follow),
    ];
}

/// No charm fails because its traces go nowhere.
fn without_failing(call: &Call<'_>, handle: impl FnOnce(&Context) -> Result) -> Outcome {
    call.plain(|cx| {
        if let Err(error) = handle(cx) {
            tracing::warn!(target: TARGET, "where traces are sent stays as it was: {}", chain(&*error));
        }
    })
}

impl Tracing {
    /// The leader says which protocol is to be spoken.
    fn ask(&mut self, call: &Call<'_>) -> Outcome {
        without_failing(call, |cx| Ok(publish(cx, self.endpoint, "receivers", &format!("[\"{PROTOCOL}\"]"))?))
    }

    fn follow(&mut self, call: &Call<'_>) -> Outcome {
        without_failing(call, |cx| {
            let url = self.url(cx)?;
            Ok(set_url(cx, url.as_deref())?)
        })
    }

    fn begin(&mut self, call: &Call<'_>) -> Outcome {
        self.ask(call);
        self.follow(call)
    }

    /// Where the first relation that has a receiver for the protocol says that it is.
    fn url(&self, cx: &Context) -> std::result::Result<Option<String>, ModelError> {
        for relation in cx.relations(self.endpoint)? {
            let receivers = json(&relation.remote_app()?, "receivers")?;
            let receivers = receivers.as_array().map(Vec::as_slice).unwrap_or_default();
            let is_spoken =
                |receiver: &&Value| receiver.pointer("/protocol/name").is_some_and(|name| name == PROTOCOL);
            if let Some(url) =
                receivers.iter().find(is_spoken).and_then(|receiver| receiver.get("url")?.as_str())
            {
                return Ok(Some(format!("{}{PATH}", url.trim_end_matches('/'))));
            }
        }
        Ok(None)
    }
}

impl CaCertificates {
    /// The leader says which version of the interface is understood.
    fn ask(&mut self, call: &Call<'_>) -> Outcome {
        without_failing(call, |cx| Ok(publish(cx, self.endpoint, "version", "1")?))
    }

    fn follow(&mut self, call: &Call<'_>) -> Outcome {
        without_failing(call, |cx| {
            let mut certificates = BTreeSet::new();
            for relation in cx.relations(self.endpoint)? {
                certificates.extend(certificates_of(&relation)?);
            }
            let bundle = certificates.into_iter().collect::<Vec<_>>().join("\n");
            Ok(set_ca(cx, Some(&*bundle).filter(|bundle| !bundle.is_empty()))?)
        })
    }
}

/// Of the application in version 1 of the interface; in version 0 each unit has its own.
fn certificates_of(relation: &Relation) -> std::result::Result<Vec<String>, ModelError> {
    let of_app = texts(&json(&relation.remote_app()?, "certificates")?);
    if !of_app.is_empty() {
        return Ok(of_app);
    }
    let mut of_units = Vec::new();
    for unit in relation.units()? {
        let bag = relation.remote_unit(unit);
        of_units.extend(texts(&json(&bag, "chain")?));
        // As a text, or as JSON like the chain.
        let ca = match json(&bag, "ca")? {
            Value::String(ca) => Some(ca),
            _ => bag.get("ca")?,
        };
        of_units.extend(ca);
    }
    Ok(of_units)
}

fn texts(list: &Value) -> Vec<String> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What a key holds; null is nothing, and what does not read.
fn json(bag: &RemoteBag, key: &str) -> std::result::Result<Value, ModelError> {
    Ok(bag.get(key)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// In the application's databag of each relation, by the leader.
fn publish(
    cx: &Context,
    endpoint: Endpoint<Requires>,
    key: &str,
    value: &str,
) -> std::result::Result<(), ModelError> {
    let relations = cx.relations(endpoint)?;
    if relations.is_empty() {
        return Ok(());
    }
    let Some(leader) = cx.leader()? else { return Ok(()) };
    relations.iter().try_for_each(|relation| relation.local_app(&leader).set(key, value))
}
