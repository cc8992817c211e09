//! `status-set`, `status-get` and `application-version-set`: all of them immediate.

use serde_json::{Value, json};

use super::answer::{FORMAT, OUTPUT};
use super::{Answer, Failure, Reply, Request};
use crate::context::HookContext;
use crate::flags::{parse, switch};
use crate::state::Status;

const SETTABLE: [&str; 4] = ["maintenance", "blocked", "waiting", "active"];

pub(super) fn set(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(const { &[switch(&["application"])] }, request.args)?;
    let Some(status) = parsed.positional(0) else {
        return Err(Failure::Usage("invalid args, require <status> [message]".into()));
    };
    if !SETTABLE.contains(&status) {
        let expected = SETTABLE.join(" ");
        return Err(Failure::Usage(format!("invalid status {status:?}, expected one of [{expected}]")));
    }
    parsed.at_most(2)?;
    let message = parsed.positional(1).unwrap_or_default();
    let status = Status::new(status, message);
    let HookContext { state, written, .. } = request.context;
    if !parsed.is_on("application") {
        state.unit_status.set(&status);
        written.record.unit_status_history.push(status);
    } else if state.leader {
        state.app_status.set(&status);
        written.record.app_status_history.push(status);
    } else {
        return Err(Failure::Failed("this unit is not the leader".into()));
    }
    Ok(Answer::nothing())
}

pub(super) fn get(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(
        const { &[FORMAT, switch(&["include-data"]), switch(&["application"]), OUTPUT] },
        request.args,
    )?;
    parsed.at_most(0)?;
    let state = &request.context.state;
    let is_smart = parsed.get("format").is_none_or(|format| format == "smart");
    let value = if parsed.is_on("application") {
        if !state.leader {
            return Err(Failure::Failed("finding application status: this unit is not the leader".into()));
        }
        let mut whole = shown(&state.app_status, true);
        if let Value::Object(whole) = &mut whole {
            whole.insert("units".into(), json!({ &state.unit: shown(&state.unit_status, true) }));
        }
        json!({ "application-status": whole })
    } else if is_smart && !parsed.is_on("include-data") {
        Value::String(state.unit_status.status.clone())
    } else {
        shown(&state.unit_status, parsed.is_on("include-data"))
    };
    Answer::new(&parsed, value)
}

fn shown(status: &Status, with_data: bool) -> Value {
    if with_data {
        json!({ "status": status.status, "message": status.message, "status-data": {} })
    } else {
        json!({ "status": status.status })
    }
}

pub(super) fn set_version(request: Request<'_>) -> Reply<'_> {
    let parsed = parse(&[], request.args)?;
    let Some(version) = parsed.positional(0) else {
        return Err(Failure::Usage("no version specified".into()));
    };
    parsed.at_most(1)?;
    request.context.written.record.workload_version_history.push(version.to_owned());
    request.context.state.workload_version = Some(version.to_owned());
    Ok(Answer::nothing())
}
