//! What ops kept in Juju (`use_juju_for_storage=True`): a key for each handle, one for all deferred events, each with YAML.

use serde_json::Value;

use super::notice::PythonNotice;
use super::yaml;

/// All deferred events.
const NOTICES: &str = "#notices#";
/// ops' own counter, which is there from its first commit on.
const COUNTER: &str = "StoredStateData[_stored]";

type Kept = (Vec<(String, String)>, Vec<PythonNotice>);

/// Handles with their YAML, and deferred events, out of all that Juju keeps for the unit. `None` where ops has not kept anything.
pub(super) fn read<'a>(stored: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Option<Kept>, String> {
    let (mut handles, mut deferred) = (Vec::new(), None);
    for (key, text) in stored {
        if key == NOTICES {
            deferred = Some(text);
        } else if key.ends_with(']') {
            // Beside them is what this charm stores.
            handles.push((key.to_owned(), text.to_owned()));
        }
    }
    if !handles.iter().any(|(handle, _)| handle == COUNTER) {
        return Ok(None);
    }
    handles.sort();
    Ok(Some((handles, deferred.map(notices).transpose()?.unwrap_or_default())))
}

fn notices(text: &str) -> Result<Vec<PythonNotice>, String> {
    let fail = |reason: &str| format!("its deferred events, `{NOTICES}`: {reason}");
    let rows = match yaml::decode(text).map_err(|reason| fail(&reason))? {
        Value::Null => return Ok(Vec::new()),
        Value::Array(rows) => rows,
        _ => return Err(fail("they are no list")),
    };
    let notice = |row: &Value| {
        let at = |index| Some(row.get(index)?.as_str()?.to_owned());
        Some(PythonNotice { event_path: at(0)?, observer: at(1)?, method: at(2)? })
    };
    let notices: Option<Vec<_>> = rows.iter().map(notice).collect();
    notices.ok_or_else(|| fail("one has not an event, an observer and a method"))
}
