//! The charm's handlers: methods that are the same in both crates.

use ops_metadata::EventKind;

use super::charm::{TOPICS, actions, containers, databag, storages, stored_field};

/// A handler: its event, and its method.
pub(super) struct Handler {
    /// Nothing for `collect_unit_status`.
    pub(super) event: Option<EventKind>,
    pub(super) subject: Option<String>,
    pub(super) method: String,
    /// The type of its third parameter, if it has one.
    pub(super) takes: Option<String>,
    returns: &'static str,
    body: String,
}

impl Handler {
    /// Of an event of something that the metadata names.
    fn about(event: EventKind, subject: &str, body: impl Into<String>) -> Self {
        let method = format!("{}_{}", subject.replace('-', "_"), event.attribute());
        Self {
            event: Some(event),
            subject: Some(subject.to_owned()),
            method,
            takes: Some(event.type_name().to_owned()),
            returns: "ops::Result",
            body: body.into(),
        }
    }

    /// Of an event of the unit; it does not take the event.
    fn of_unit(event: EventKind, body: impl Into<String>) -> Self {
        Self {
            subject: None,
            method: event.attribute().to_owned(),
            takes: None,
            ..Self::about(event, "", body)
        }
    }

    /// The name of its event in the table of handlers.
    pub(super) fn hook(&self) -> String {
        match self.event {
            Some(event) => event.hook_name(self.subject.as_deref()),
            None => "collect-unit-status".to_owned(),
        }
    }

    /// The method, as it stands in an `impl` block.
    pub(super) fn source(&self) -> String {
        let unused = |name: &str| if self.body.contains(name) { "" } else { "_" };
        let third = match (&self.takes, self.event) {
            (None, _) => String::new(),
            (Some(takes), Some(EventKind::Action)) => format!(", params: {takes}"),
            (Some(takes), _) => format!(", {}event: {takes}", unused("event")),
        };
        let (method, cx, returns) = (&self.method, unused("cx."), self.returns);
        let body: String = self.body.lines().map(|line| format!("        {line}\n")).collect();
        format!("    fn {method}(&mut self, {cx}cx: &Context{third}) -> {returns} {{\n{body}    }}\n")
    }
}

/// Eighty of them.
pub(super) fn handlers() -> Vec<Handler> {
    let mut handlers = of_unit();
    handlers.extend(of_workload());
    handlers.extend(TOPICS.into_iter().flat_map(of_relations));
    handlers.extend(of_actions());
    handlers
}

fn of_unit() -> Vec<Handler> {
    let log = |event, what| Handler::of_unit(event, format!("info!(\"{what}\");\nOk(())"));
    let installing = "cx.unit().set_status(Status::maintenance(\"installing\"))?;\nOk(())";
    let leads = "info!(\"{} leads {}\", cx.unit().name(), cx.app().name());\nOk(())";
    let secret = "info!(\"a new revision of {}\", event.id());\nOk(())";
    let statuses = TOPICS.map(stored_field).map(|field| {
        format!("if self.state.{field}.is_none() {{\n    statuses.push(Status::waiting(\"for the {field}\"));\n}}\n")
    });
    vec![
        Handler::of_unit(EventKind::Install, installing),
        Handler::of_unit(EventKind::Start, "cx.unit().set_workload_version(\"1.0\")?;\nOk(())"),
        log(EventKind::ConfigChanged, "writing the configuration"),
        Handler::of_unit(EventKind::UpgradeCharm, "self.state.schema_version = Some(2);\nOk(())"),
        Handler::of_unit(EventKind::LeaderElected, leads),
        log(EventKind::UpdateStatus, "still here"),
        log(EventKind::Stop, "stopping"),
        log(EventKind::Remove, "removing"),
        Handler {
            takes: Some("SecretChanged".to_owned()),
            ..Handler::of_unit(EventKind::SecretChanged, secret)
        },
        Handler {
            event: None,
            subject: None,
            method: "status".to_owned(),
            takes: None,
            returns: "Vec<Status>",
            body: format!("let mut statuses = vec![Status::active()];\n{}statuses", statuses.concat()),
        },
    ]
}

/// Of containers and storages.
fn of_workload() -> Vec<Handler> {
    let about = |event, subject: &str| Handler::about(event, subject, "info!(\"{event:?}\");\nOk(())");
    let notices = [EventKind::PebbleCustomNotice, EventKind::PebbleCheckFailed];
    let mut handlers = Vec::new();
    handlers.extend(containers().map(|name| about(EventKind::PebbleReady, &name)));
    handlers.extend(containers().zip(notices).map(|(name, event)| about(event, &name)));
    handlers.extend(storages().map(|name| about(EventKind::StorageAttached, &name)));
    handlers.extend(storages().take(1).map(|name| about(EventKind::StorageDetaching, &name)));
    handlers
}

fn of_relations(topic: &str) -> [Handler; 3] {
    let (data, stored) = (databag(topic), stored_field(topic));
    let ask = format!(
        "if let Some(leader) = cx.leader()? {{
    let (url, ports) = (cx.app().name().to_owned(), vec![self.config.{topic}_port]);
    event.relation().local_app(&leader).write(&{data} {{ url, extra_roles: None, ports }})?;
}}
Ok(())"
    );
    let learn = format!(
        "let {data} {{ url, extra_roles, ports }} = event.relation().remote_app()?.read()?;
debug!(\"{{url}}: roles {{extra_roles:?}}, ports {{ports:?}}\");
self.state.{stored} = Some(url);
Ok(())"
    );
    let forget = format!(
        "info!(\"{{}} has ended\", event.relation());
self.state.{stored} = None;
Ok(())"
    );
    [
        Handler::about(EventKind::RelationCreated, topic, ask),
        Handler::about(EventKind::RelationChanged, topic, learn),
        Handler::about(EventKind::RelationBroken, &format!("{topic}-replica"), forget),
    ]
}

fn of_actions() -> impl Iterator<Item = Handler> {
    actions().zip(TOPICS.into_iter().flat_map(action_bodies)).map(|(action, (returns, body))| Handler {
        event: Some(EventKind::Action),
        method: action.name.replace('-', "_"),
        subject: Some(action.name),
        takes: Some(action.type_name),
        returns,
        body,
    })
}

/// What the actions of a topic return, and how.
fn action_bodies(topic: &str) -> [(&'static str, String); 3] {
    let back_up = format!(
        "info!(\"{topic}: compress {{}}, keep {{:?}}\", params.compress, params.keep);
Ok(BackUp {{ target: params.target, size: 0 }})"
    );
    let rotate = format!(
        "let secret = self.config.{topic}_password.as_ref().ok_or(\"set the option `{topic}-password`\")?;
info!(\"{{secret}}: force {{}}, length {{:?}}\", params.force, params.length);
Ok(Rotation {{ username: params.username }})"
    );
    let check = format!(
        "let config = &self.config;
info!(\"limit {{:?}}, ratio {{}}, tls {{}}\", config.{topic}_limit, config.{topic}_ratio, config.{topic}_tls);
info!(\"strict {{}}, timeout {{:?}}, of {{:?}}\", params.strict, params.timeout, params.units);
let address = format!(\"{{}}:{{}}\", config.{topic}_host, config.{topic}_port);
Ok(Report {{ address, is_known: self.state.{}.is_some() }})",
        stored_field(topic)
    );
    [("ActionResult<BackUp>", back_up), ("ActionResult<Rotation>", rotate), ("ActionResult<Report>", check)]
}
