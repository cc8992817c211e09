//! ops' SQLite file: a table of pickles by handle, a table of deferred events.

use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::notice::PythonNotice;
use super::pickle;
use crate::error::{Error, chain};

/// All pickles together.
const LARGEST: usize = 64 << 20;
/// Rows of a table.
const MOST: usize = 100_000;
/// Only a person's own dispatch of the charm in Python can hold it.
const PATIENCE: Duration = Duration::from_secs(10);

const SNAPSHOTS: &str = "SELECT handle, data FROM snapshot ORDER BY handle";
const NOTICES: &str = "SELECT event_path, observer_path, method_name FROM notice ORDER BY sequence";

type Rows = (Vec<(String, Vec<u8>)>, Vec<PythonNotice>);

/// Handles with their pickles, and deferred events. `None` where there is no file, or nothing in it yet.
pub(super) fn read(path: &Path) -> Result<Option<Rows>, String> {
    match path.metadata() {
        Ok(metadata) if metadata.is_file() => {}
        Ok(_) => return Err("it is no file".to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    }
    rows(path).map_err(|error| chain(&*error))
}

fn rows(path: &Path) -> Result<Option<Rows>, Error> {
    // To be written only where a commit that was cut short is to be rolled back.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, i32::try_from(pickle::LARGEST).unwrap_or(i32::MAX))?;
    // One view of both tables, and no function of the file's own.
    connection.execute_batch("PRAGMA trusted_schema = OFF; BEGIN")?;
    let tables: i64 = connection.query_one("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    if tables == 0 {
        return Ok(None);
    }
    Ok(Some((snapshots(&connection)?, notices(&connection)?)))
}

fn snapshots(connection: &Connection) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut statement = connection.prepare(SNAPSHOTS)?;
    let mut rows = statement.query([])?;
    let (mut snapshots, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let snapshot: (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        bytes += snapshot.1.len();
        if bytes > LARGEST || snapshots.len() >= MOST {
            return Err(
                format!("it has more than {MOST} objects, or more than {LARGEST} bytes of them").into()
            );
        }
        snapshots.push(snapshot);
    }
    Ok(snapshots)
}

fn notices(connection: &Connection) -> Result<Vec<PythonNotice>, Error> {
    let mut statement = connection.prepare(NOTICES)?;
    let mut rows = statement.query([])?;
    let mut notices = Vec::new();
    while let Some(row) = rows.next()? {
        if notices.len() >= MOST {
            return Err(format!("it has more than {MOST} deferred events").into());
        }
        notices.push(PythonNotice { event_path: row.get(0)?, observer: row.get(1)?, method: row.get(2)? });
    }
    Ok(notices)
}
