//! The text of an error: what is wrong, the lines of YAML that it is about, and what to do.

use std::fmt::Write;

use ops_metadata::{Code, Sources, Span, render};

/// One error's text, built from the top.
#[derive(Debug)]
pub(crate) struct Message(String);

impl Message {
    pub(crate) fn new(code: Code, text: impl AsRef<str>) -> Self {
        Self(format!("[{code}] {}", text.as_ref()))
    }

    /// The line of YAML at `span`, with its file and place.
    pub(crate) fn frame(mut self, sources: &Sources, span: Option<Span>) -> Self {
        if let Some(span) = span {
            self.0.push('\n');
            self.0.push_str(render::frame(sources, span).trim_end());
        }
        self
    }

    pub(crate) fn note(self, text: impl AsRef<str>) -> Self {
        self.line("note", text.as_ref())
    }

    pub(crate) fn help(self, text: impl AsRef<str>) -> Self {
        self.line("help", text.as_ref())
    }

    fn line(mut self, label: &str, text: &str) -> Self {
        let indented = text.replace('\n', "\n      ");
        // Writing to a string cannot fail.
        let _ = write!(self.0, "\n{label}: {indented}");
        self
    }

    pub(crate) fn text(self) -> String {
        self.0
    }
}

/// `` `a`, `b` and `c` `` for a note.
pub(crate) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_a_person_would_say_them() {
        assert_eq!(list([]), "none");
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
    }
}
