//! `status-set`, `status-get` and `application-version-set`: all of them immediate.

use serde_json::{Value, json};

use super::output::{FORMAT, OUTPUT, render};
use super::{Answer, Failure, Request};
use crate::flags::{parse, switch};
use crate::world::Status;

const SETTABLE: [&str; 4] = ["maintenance", "blocked", "waiting", "active"];

pub(super) fn set(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[switch(&["application"])], request.args)?;
    let Some(status) = parsed.positionals.first() else {
        return Err(Failure::Usage("invalid args, require <status> [message]".into()));
    };
    if !SETTABLE.contains(&status.as_str()) {
        let expected = SETTABLE.join(" ");
        return Err(Failure::Usage(format!("invalid status {status:?}, expected one of [{expected}]")));
    }
    parsed.at_most(2)?;
    let message = parsed.positionals.get(1).map_or("", String::as_str);
    let world = &mut request.context.world;
    if !parsed.is_on("application") {
        world.status = Status::new(status, message);
    } else if world.leader {
        world.app_status = Status::new(status, message);
    } else {
        return Err(Failure::Failed("this unit is not the leader".into()));
    }
    Ok(String::new())
}

pub(super) fn get(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[switch(&["include-data"]), switch(&["application"]), FORMAT, OUTPUT], request.args)?;
    parsed.at_most(0)?;
    let world = &request.context.world;
    let is_smart = parsed.get("format").is_none_or(|format| format == "smart");
    let value = if parsed.is_on("application") {
        if !world.leader {
            return Err(Failure::Failed("finding application status: this unit is not the leader".into()));
        }
        let mut whole = shown(&world.app_status, true);
        if let Value::Object(whole) = &mut whole {
            whole.insert("units".into(), json!({ &world.unit: shown(&world.status, true) }));
        }
        json!({ "application-status": whole })
    } else if is_smart && !parsed.is_on("include-data") {
        Value::String(world.status.status.clone())
    } else {
        shown(&world.status, parsed.is_on("include-data"))
    };
    render(&parsed, &value)
}

fn shown(status: &Status, with_data: bool) -> Value {
    if with_data {
        json!({ "status": status.status, "message": status.message, "status-data": {} })
    } else {
        json!({ "status": status.status })
    }
}

pub(super) fn set_version(request: &mut Request<'_>) -> Answer {
    let parsed = parse(&[], request.args)?;
    let Some(version) = parsed.positionals.first() else {
        return Err(Failure::Usage("no version specified".into()));
    };
    parsed.at_most(1)?;
    request.context.world.workload_version = Some(version.clone());
    Ok(String::new())
}
