//! Chaos that Juju could make: random legal histories of one unit, and the shortest that breaks the charm.

mod around;
mod moves;
mod play;
mod report;
mod shrink;

use std::fmt::{self, Display};

use ops_model::resolver::Platform;
use ops_model::{DeclaredAction, DeclaredOption, EndpointName, State};
use serde_json::Value;

use super::{Run, Scenario, fail};
use crate::charm::Charm;
pub(super) use moves::Fault;
use moves::{Move, Moves};
pub use report::Broken;

/// Runs a charm through random histories that Juju could make, and finds the shortest one that breaks it.
///
/// A history begins with a new unit. Around it things happen in any order: relations come and go, units join, write and leave, options
/// change, the lead moves, containers come up, actions are asked for, the charm is upgraded. Which hook comes of that is Juju's own choice
/// ([`ops_model::resolver`]), where some news take longer than others; a hook sees what Juju would show it; and now and then one is killed,
/// refused at its end, or has a hook tool that fails, and is run again.
///
/// What breaks a charm: a handler that fails though nothing was made to, and whatever else a test says by
/// [`always`](Self::always) and [`settled`](Self::settled). The histories are the same in every run.
///
/// ```
/// use ops::prelude::*;
/// use ops::testing::Shuffle;
///
/// #[charm(metadata = "../examples/hello")]
/// struct Hello;
///
/// #[charm(metadata = "../examples/hello")]
/// impl Hello {
///     #[on(start)]
///     fn start(&mut self, cx: &Context) -> ops::Result {
///         cx.unit().set_status(Status::active())?;
///         Ok(())
///     }
/// }
///
/// // In a charm this is the body of a `#[test]`.
/// fn main() {
///     Shuffle::<Hello>::new()
///         .option(Hello::OPTIONS.recipient, ["Ann", "Bob"])
///         .settled(|run| run.state.unit_status == Status::active())
///         .run();
/// }
/// ```
///
/// With `proptest` a history is a list of numbers, of which it finds the shortest itself:
///
/// ```
/// # use ops::prelude::*;
/// use ops::testing::Shuffle;
/// use proptest::prelude::*;
/// # #[charm(metadata = "../examples/hello")]
/// # struct Hello;
/// # #[charm(metadata = "../examples/hello")]
/// # impl Hello {}
/// # fn main() {
/// let shuffle = Shuffle::<Hello>::new();
/// proptest!(|(history in proptest::collection::vec(any::<u16>(), 0..60))| {
///     shuffle.play(&history).map_err(|broken| TestCaseError::fail(broken.to_string()))?;
/// });
/// # }
/// ```
pub struct Shuffle<C> {
    scenario: Scenario<C>,
    start: State,
    platform: Platform,
    moves: Moves,
    always: Vec<Check>,
    settled: Vec<Check>,
    histories: u64,
}

/// What a test asks of a run; why not, where it is not so.
type Check = Box<dyn Fn(&Run) -> Result<(), String>>;

/// What a check comes to: `bool`, or a `Result` that says why not.
pub trait Verdict {
    /// Why it is not so.
    ///
    /// # Errors
    /// It is not.
    fn verdict(self) -> Result<(), String>;
}

impl Verdict for bool {
    fn verdict(self) -> Result<(), String> {
        if self { Ok(()) } else { Err("it is not so".into()) }
    }
}

impl<E: Display> Verdict for Result<(), E> {
    fn verdict(self) -> Result<(), String> {
        self.map_err(|error| error.to_string())
    }
}

impl<C: Charm> Shuffle<C> {
    /// The charm `C`, with what its metadata declares: for each endpoint an application that is named after it, with up to two units;
    /// peers; containers; storage; the actions that need no parameters. On Kubernetes if it has containers.
    ///
    /// # Panics
    /// As [`Scenario::new`].
    #[must_use]
    #[expect(clippy::new_without_default, reason = "it reads files")]
    pub fn new() -> Self {
        let scenario = Scenario::<C>::new();
        let metadata = scenario.metadata();
        let platform = if metadata.containers.is_empty() { Platform::Machine } else { Platform::Kubernetes };
        let moves = Moves::of_metadata(metadata);
        let start = scenario.state();
        let (always, settled) = (Vec::new(), Vec::new());
        Self { scenario, start, platform, moves, always, settled, histories: 300 }
    }

    /// From this state instead of that of a new unit: with secrets, say, or with relations that are there from the beginning.
    #[must_use]
    pub fn from_state(self, start: State) -> Self {
        Self { start, ..self }
    }

    /// On a machine, where storage comes before the install; or on Kubernetes, where it comes after the start.
    #[must_use]
    pub fn on(self, platform: Platform) -> Self {
        Self { platform, ..self }
    }

    /// What an option may become.
    #[must_use]
    pub fn option<V: Into<Value>>(
        mut self,
        option: impl DeclaredOption,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let name = option.name();
        for value in values {
            self.moves.say(Move::Configure(name.into(), value.into()));
        }
        self
    }

    /// What the application on the other side of an endpoint may write at once to its databag. An empty value removes a key.
    #[must_use]
    pub fn remote_app_data<const N: usize>(
        mut self,
        endpoint: impl EndpointName,
        data: [(&str, &str); N],
    ) -> Self {
        self.moves.say(Move::WriteApp(endpoint.name().into(), moves::owned(data)));
        self
    }

    /// What a unit on the other side of an endpoint, or a peer, may write at once to its databag.
    #[must_use]
    pub fn remote_unit_data<const N: usize>(
        mut self,
        endpoint: impl EndpointName,
        data: [(&str, &str); N],
    ) -> Self {
        let name = endpoint.name();
        for number in 0..moves::UNITS {
            self.moves.say(Move::WriteUnit(name.into(), number, moves::owned(data)));
        }
        self
    }

    /// An action that may be asked for, with these parameters.
    #[must_use]
    pub fn action(mut self, action: impl DeclaredAction, params: Value) -> Self {
        self.moves.say(Move::Ask(action.name().into(), params));
        self
    }

    /// Without hooks that are killed, refused or have a hook tool that fails.
    #[must_use]
    pub fn without_faults(mut self) -> Self {
        self.moves.without_faults();
        self
    }

    /// How many histories are run; 300 unless said.
    #[must_use]
    pub fn histories(self, histories: u64) -> Self {
        Self { histories, ..self }
    }

    /// What must be so after each hook, be it committed or not.
    #[must_use]
    pub fn always<V: Verdict>(mut self, check: impl Fn(&Run) -> V + 'static) -> Self {
        self.always.push(Box::new(move |run| check(run).verdict()));
        self
    }

    /// What must be so when nothing happens any more: all hooks have run, and `update-status` after them.
    #[must_use]
    pub fn settled<V: Verdict>(mut self, check: impl Fn(&Run) -> V + 'static) -> Self {
        self.settled.push(Box::new(move |run| check(run).verdict()));
        self
    }

    /// Runs all histories.
    ///
    /// # Panics
    /// One breaks the charm; the message is the shortest such history.
    #[track_caller]
    pub fn run(&self) {
        if let Some(broken) = self.find() {
            fail(&broken.to_string());
        }
    }

    /// The shortest history that breaks the charm, as far as it can be found; `None` if none does.
    #[must_use]
    pub fn find(&self) -> Option<Broken> {
        let first = std::env::var("OPS_SHUFFLE_SEED").ok().and_then(|seed| seed.parse().ok());
        let seeds = first.map_or(0..self.histories, |seed: u64| seed..seed.saturating_add(1));
        for seed in seeds {
            let mut random = fastrand::Rng::with_seed(seed);
            let length = random.usize(8..80);
            let history: Vec<u16> = (0..length).map(|_| random.u16(..)).collect();
            if let Err(broken) = self.play(&history) {
                return Some(Broken { seed: Some(seed), ..shrink::shortest(self, history, broken) });
            }
        }
        None
    }
}

impl<C> fmt::Debug for Shuffle<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shuffle").field("moves", &self.moves).finish_non_exhaustive()
    }
}
