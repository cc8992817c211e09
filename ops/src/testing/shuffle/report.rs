//! A history that breaks the charm, in words.

use std::fmt;

use super::Run;

/// A history that breaks the charm. Written out it tells what happened, in order, and what the last hook did.
#[derive(Clone, Debug)]
pub struct Broken {
    pub(super) charm: &'static str,
    pub(super) rule: Rule,
    pub(super) why: Box<str>,
    pub(super) told: Vec<String>,
    pub(super) run: Option<Box<Run>>,
    pub(super) seed: Option<u64>,
    pub(super) history: Vec<u16>,
}

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Each hook goes well.
    Hook,
    /// It comes to rest.
    Endless,
    /// What the test wants after each hook, the one of this number.
    Always(usize),
    /// What the test wants in the end.
    Settled(usize),
}

impl Broken {
    /// What happened, a line each: the hooks are indented.
    #[must_use]
    pub fn told(&self) -> &[String] {
        &self.told
    }

    /// The hook after which it was seen.
    #[must_use]
    pub fn last_run(&self) -> Option<&Run> {
        self.run.as_deref()
    }

    /// Why it is broken: in the words of the test's check, or that a hook failed.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The history, for [`Shuffle::play`](super::Shuffle::play).
    #[must_use]
    pub fn history(&self) -> &[u16] {
        &self.history
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.rule {
            Rule::Hook | Rule::Endless => String::new(),
            Rule::Always(number) => format!(", `always` check {number}"),
            Rule::Settled(number) => format!(", `settled` check {number}"),
        };
        writeln!(f, "the charm `{}` breaks{place}: {}", self.charm, self.why)?;
        writeln!(f, "the shortest history that was found:")?;
        self.told.iter().try_for_each(|line| writeln!(f, "  {line}"))?;
        if let Some(run) = &self.run {
            writeln!(f, "the last hook:\n{run}")?;
        }
        if let Some(seed) = self.seed {
            writeln!(f, "again: OPS_SHUFFLE_SEED={seed}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Broken {}
