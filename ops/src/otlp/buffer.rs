//! Traces that wait to be sent: a folder beside the charm, with a file for each dispatch. A file is there when it is whole, and
//! gone when it was sent, so that a dispatch which is killed at any point leaves nothing that does not read.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// In the charm's folder.
const FOLDER: &str = ".ops-traces";
/// A file that is being written.
const UNFINISHED: &str = "new";
/// Where they are to be sent.
const URL: &str = "url";
/// Whom to trust there, as PEM.
const CA: &str = "ca.pem";
/// Until when the collector is left alone.
const BACK_OFF: &str = "back-off";
/// No URL and no bundle of certificates is longer.
const LONGEST_SETTING: u64 = 4 << 20;

/// The folder, and how much there may be in it.
#[derive(Clone)]
pub(super) struct Buffer {
    folder: PathBuf,
    most_bytes: u64,
    most_records: usize,
}

/// The trace of one dispatch. Those to be sent first are the least: of the highest priority, and of these the oldest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    priority: Priority,
    time: u128,
    bytes: u64,
    path: PathBuf,
}

/// How much a trace is worth when there is no room for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Priority {
    /// A handler of the charm ran.
    Observed,
    /// None did.
    Unobserved,
}

impl Priority {
    /// The number is that of the Python peer.
    fn name(self) -> &'static str {
        match self {
            Self::Observed => "50",
            Self::Unobserved => "10",
        }
    }
}

impl Buffer {
    /// At most 40 MiB, as the Python peer keeps, and 2,000 dispatches: of a unit that does nothing, a week.
    pub(super) fn of_charm(charm_dir: &Path) -> Self {
        Self { folder: charm_dir.join(FOLDER), most_bytes: 40 << 20, most_records: 2000 }
    }

    /// Keeps a trace. What is worth less, and of that the oldest, makes room for it.
    pub(super) fn add(&self, priority: Priority, trace: &str) -> io::Result<()> {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let bytes = trace.len() as u64;
        if bytes > self.most_bytes {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is {bytes} bytes")));
        }
        let mut records = self.records()?;
        let mut all: u64 = records.iter().map(|record| record.bytes).sum();
        while all + bytes > self.most_bytes || records.len() >= self.most_records {
            // The last is the newest of the least worth; the oldest of them goes.
            let Some(worst) = records.last().map(|record| record.priority) else { break };
            let at = records.iter().position(|record| record.priority == worst).unwrap_or_default();
            let record = records.remove(at);
            all -= record.bytes;
            fs::remove_file(&record.path)?;
        }
        self.write(&format!("{}-{time:020}.json", priority.name()), trace)
    }

    /// All of them, those to be sent first before the others.
    pub(super) fn records(&self) -> io::Result<Vec<Record>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut records: Vec<Record> = entries.filter_map(|entry| record_of(&entry.ok()?.path())).collect();
        records.sort_by_key(|record| (record.priority, record.time));
        Ok(records)
    }

    /// Where traces are to be sent, if that is known.
    pub(super) fn url(&self) -> Option<String> {
        self.read(URL)
    }

    /// Whom to trust there, as PEM; `None` is whom the system trusts.
    pub(super) fn ca(&self) -> Option<String> {
        self.read(CA)
    }

    /// Whether that is news. Then the collector is another, and is asked at once.
    pub(super) fn set_url(&self, url: Option<&str>) -> io::Result<bool> {
        self.set_destination(URL, url)
    }

    pub(super) fn set_ca(&self, ca: Option<&str>) -> io::Result<bool> {
        self.set_destination(CA, ca)
    }

    fn set_destination(&self, name: &str, value: Option<&str>) -> io::Result<bool> {
        let is_news = self.set(name, value)?;
        if is_news {
            self.set_back_off(None)?;
        }
        Ok(is_news)
    }

    pub(super) fn back_off(&self) -> Option<String> {
        self.read(BACK_OFF)
    }

    pub(super) fn set_back_off(&self, text: Option<&str>) -> io::Result<()> {
        self.set(BACK_OFF, text).map(drop)
    }

    fn read(&self, name: &str) -> Option<String> {
        let mut text = String::new();
        let file = fs::File::open(self.folder.join(name)).ok()?;
        file.take(LONGEST_SETTING).read_to_string(&mut text).ok()?;
        Some(text).filter(|text| !text.is_empty())
    }

    fn set(&self, name: &str, value: Option<&str>) -> io::Result<bool> {
        if self.read(name).as_deref() == value {
            return Ok(false);
        }
        match value {
            Some(value) => self.write(name, value)?,
            None => fs::remove_file(self.folder.join(name))?,
        }
        Ok(true)
    }

    /// Beside it first: a file has its name when all of it is there.
    fn write(&self, name: &str, text: &str) -> io::Result<()> {
        create_folder(&self.folder)?;
        let unfinished = self.folder.join(UNFINISHED);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&unfinished)?.write_all(text.as_bytes())?;
        fs::rename(unfinished, self.folder.join(name))
    }
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// What its name says of a trace; another file is none.
fn record_of(path: &Path) -> Option<Record> {
    let (priority, time) = path.file_name()?.to_str()?.strip_suffix(".json")?.split_once('-')?;
    let priority = [Priority::Observed, Priority::Unobserved].into_iter().find(|of| of.name() == priority)?;
    let bytes = fs::metadata(path).ok()?.len();
    Some(Record { priority, time: time.parse().ok()?, bytes, path: path.to_owned() })
}

impl Record {
    /// What is to be sent; `None` if the machine stopped before it was on the disk, or somebody changed it.
    pub(super) fn read(&self) -> Option<Vec<u8>> {
        let mut trace = Vec::new();
        fs::File::open(&self.path).ok()?.take(self.bytes).read_to_end(&mut trace).ok()?;
        (trace.first() == Some(&b'{') && trace.last() == Some(&b'}')).then_some(trace)
    }

    /// It was sent, or never can be. One that is gone already is no matter.
    pub(super) fn remove(&self) {
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buffer(most_bytes: u64, most_records: usize) -> (tempfile::TempDir, Buffer) {
        let charm = tempfile::tempdir().unwrap();
        let buffer = Buffer { most_bytes, most_records, ..Buffer::of_charm(charm.path()) };
        (charm, buffer)
    }

    fn held(buffer: &Buffer) -> Vec<String> {
        let records = buffer.records().unwrap();
        records.iter().map(|record| String::from_utf8(record.read().unwrap()).unwrap()).collect()
    }

    #[test]
    fn what_a_handler_ran_for_goes_first_and_then_the_oldest() {
        let (_charm, buffer) = buffer(1000, 100);
        assert!(buffer.records().unwrap().is_empty());
        for (priority, trace) in [
            (Priority::Unobserved, "{1}"),
            (Priority::Observed, "{2}"),
            (Priority::Unobserved, "{3}"),
            (Priority::Observed, "{4}"),
        ] {
            buffer.add(priority, trace).unwrap();
        }
        assert_eq!(held(&buffer), ["{2}", "{4}", "{1}", "{3}"]);
        buffer.records().unwrap()[0].remove();
        assert_eq!(held(&buffer), ["{4}", "{1}", "{3}"]);
    }

    #[test]
    fn it_holds_no_more_than_it_may_and_the_least_worth_goes_first() {
        for (most_bytes, most_records) in [(1000, 3), (9, 100)] {
            let (_charm, buffer) = buffer(most_bytes, most_records);
            buffer.add(Priority::Observed, "{1}").unwrap();
            buffer.add(Priority::Unobserved, "{2}").unwrap();
            buffer.add(Priority::Unobserved, "{3}").unwrap();
            buffer.add(Priority::Observed, "{4}").unwrap();
            assert_eq!(held(&buffer), ["{1}", "{4}", "{3}"]);
            buffer.add(Priority::Observed, "{5}").unwrap();
            buffer.add(Priority::Observed, "{6}").unwrap();
            assert_eq!(held(&buffer), ["{4}", "{5}", "{6}"]);
        }
        let (_charm, buffer) = buffer(9, 100);
        buffer.add(Priority::Observed, "{1}").unwrap();
        buffer.add(Priority::Observed, "{too large}").unwrap_err();
        assert_eq!(held(&buffer), ["{1}"]);
    }

    #[test]
    fn what_is_half_written_or_of_somebody_else_is_no_trace() {
        let (_charm, buffer) = buffer(1000, 100);
        buffer.add(Priority::Observed, "{1}").unwrap();
        for (name, text) in [("new", "{half"), ("50-x.json", "{}"), ("99-1.json", "{}"), ("url", "http://x")]
        {
            fs::write(buffer.folder.join(name), text).unwrap();
        }
        assert_eq!(held(&buffer), ["{1}"]);
        fs::write(&buffer.records().unwrap()[0].path, "{half").unwrap();
        assert_eq!(buffer.records().unwrap()[0].read(), None);
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let (_charm, buffer) = buffer(1000, 100);
        buffer.add(Priority::Observed, "{1}").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&buffer.folder), mode(&buffer.records().unwrap()[0].path)), (0o700, 0o600));
    }

    #[test]
    fn settings_are_kept_and_told_to_be_news() {
        let (_charm, buffer) = buffer(1000, 100);
        assert_eq!(buffer.url(), None);
        assert!(!buffer.set_url(None).unwrap());
        assert!(buffer.set_url(Some("http://x")).unwrap());
        assert!(!buffer.set_url(Some("http://x")).unwrap());
        assert_eq!((buffer.url().as_deref(), buffer.ca()), (Some("http://x"), None));
        assert!(buffer.set_url(None).unwrap());
        assert_eq!(buffer.url(), None);
    }
}
