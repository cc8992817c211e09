//! A backend for tests: answers what it was told to, and remembers what it was asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::{Backend, ToolCall, ToolError, ToolErrorKind};

/// Answers by the beginning of the command line; what it was told nothing of succeeds with nothing.
#[derive(Default)]
pub(crate) struct Recording {
    answers: Mutex<BTreeMap<String, Result<String, String>>>,
    calls: Mutex<Vec<String>>,
}

impl Recording {
    pub(crate) fn new<const N: usize>(answers: [(&str, &str); N]) -> Arc<Self> {
        let recording = Arc::new(Self::default());
        for (line, answer) in answers {
            recording.answer(line, answer);
        }
        recording
    }

    /// A command line that begins so gets this answer. The longest beginning decides.
    pub(crate) fn answer(&self, line: &str, answer: &str) {
        self.answers.lock().unwrap().insert(line.to_owned(), Ok(answer.to_owned()));
    }

    /// What it was told to answer.
    pub(crate) fn answer_to(&self, line: &str) -> String {
        self.answers.lock().unwrap()[line].clone().unwrap()
    }

    /// A command line that begins so fails with exit code 1 and these words.
    pub(crate) fn refuse(&self, line: &str, words: &str) {
        self.answers.lock().unwrap().insert(line.to_owned(), Err(words.to_owned()));
    }

    /// The command lines since this was asked last, what went to their standard input after ` < `, and a secret's
    /// values in place of the files that hold them.
    pub(crate) fn lines(&self) -> Vec<String> {
        std::mem::take(&mut *self.calls.lock().unwrap())
    }
}

fn line(call: &ToolCall<'_>) -> String {
    let mut line = [&[call.tool], call.args].concat().join(" ");
    if let Some(stdin) = call.stdin {
        line.push_str(" < ");
        line.push_str(&String::from_utf8_lossy(stdin));
    }
    for (key, value) in call.secret.into_iter().flat_map(crate::secret::SecretContent::iter) {
        line.push_str(&format!(" {key}#file={}", secrecy::ExposeSecret::expose_secret(value)));
    }
    line
}

impl Backend for Recording {
    fn call(&self, call: &ToolCall<'_>) -> Result<Vec<u8>, ToolError> {
        let line = line(call);
        self.calls.lock().unwrap().push(line.clone());
        let answers = self.answers.lock().unwrap();
        let best =
            answers.iter().filter(|(start, _)| line.starts_with(*start)).max_by_key(|(start, _)| start.len());
        match best {
            None => Ok(Vec::new()),
            Some((_, Ok(answer))) => Ok(answer.clone().into_bytes()),
            Some((_, Err(words))) => {
                Err(ToolError::new(call, ToolErrorKind::Failed { code: 1, stderr: words.clone() }))
            }
        }
    }
}
