use super::*;
use crate::environment::EventRecord;

fn document(state: &str) -> Document {
    let mut deferred = Queue::default();
    deferred.push("", &EventRecord::new("install"));
    Document { state: StateText::read(Some(state.into())), components: Texts::default(), deferred }
}

fn commit(folder: &Path, document: &Document) {
    let (mut state, _) = LocalState::open(folder).unwrap();
    state.prepare(document).unwrap();
    state.commit().unwrap();
}

fn read(folder: &Path) -> Document {
    LocalState::open(folder).unwrap().1
}

#[test]
fn a_document_reads_back_and_nobody_else_can_read_it() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read(folder.path()), Document::default());
    commit(folder.path(), &document("1"));
    assert_eq!(read(folder.path()), document("1"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

/// A power cut after each step: the old one or the new one.
#[test]
fn a_commit_that_is_cut_short_leaves_the_old_or_the_new() {
    for (steps, expected) in [(0, "old"), (1, "old"), (2, "new"), (3, "new")] {
        let folder = tempfile::tempdir().unwrap();
        commit(folder.path(), &document("old"));
        let (mut state, _) = LocalState::open(folder.path()).unwrap();
        state.prepare(&document("new")).unwrap();
        let bytes = state.next.clone().unwrap();
        let all: [&dyn Fn() -> io::Result<()>; 3] =
            [&|| state.write_beside(&bytes), &|| state.replace(), &|| state.sync_folder()];
        for step in &all[..steps] {
            step().unwrap();
        }
        drop(state);
        assert_eq!(read(folder.path()), document(expected), "after {steps} steps");
    }
}

#[test]
fn a_half_written_file_beside_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    commit(folder.path(), &document("old"));
    fs::write(folder.path().join(NEW), "{\"form").unwrap();
    assert_eq!(read(folder.path()), document("old"));
    commit(folder.path(), &document("new"));
    assert_eq!(read(folder.path()), document("new"));
    assert!(!folder.path().join(NEW).exists());
}

#[test]
#[cfg(unix)]
fn what_lies_in_the_way_of_the_new_file_is_not_written_into() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (new, elsewhere) = (folder.path().join(NEW), folder.path().join("elsewhere"));
    fs::write(&new, "{}").unwrap();
    fs::set_permissions(&new, fs::Permissions::from_mode(0o644)).unwrap();
    commit(folder.path(), &document("1"));
    let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    fs::write(&elsewhere, "mine").unwrap();
    symlink(&elsewhere, &new).unwrap();
    commit(folder.path(), &document("2"));
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "mine");
    assert_eq!(read(folder.path()), document("2"));
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let (mut state, _) = LocalState::open(folder.path()).unwrap();
    let error = state.prepare(&document(&"x".repeat(1 << 20))).unwrap_err().to_string();
    assert!(error.contains("more than 1048576 bytes"), "{error}");
}

#[test]
fn what_does_not_read_is_an_error_and_never_a_fresh_state() {
    for (text, expected) in
        [("", "cannot be read"), ("{}", "format"), (r#"{"format":2,"state":{}}"#, "newer version")]
    {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), text).unwrap();
        let Err(error) = LocalState::open(folder.path()) else { panic!("{text} was taken") };
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn two_dispatches_do_not_overlap() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, _) = LocalState::open(folder.path()).unwrap();
    let path = folder.path().to_owned();
    let second = std::thread::spawn(move || read(&path) == document("first"));
    std::thread::sleep(Duration::from_millis(100));
    first.prepare(&document("first")).unwrap();
    first.commit().unwrap();
    drop(first);
    assert!(second.join().unwrap());
}
