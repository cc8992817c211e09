//! Which lines are logged: Juju does not tell a charm the level that the model logs at, and there is no hook tool to ask for
//! it, so a line that is to be spared has to be known from here.

use tracing::Level;
use tracing::level_filters::LevelFilter;

/// What `OPS_LOG` and `ops::main!(…, log = "…")` hold: `debug`, `info,my_charm=trace,hyper::client=off`.
pub(crate) struct Levels {
    others: LevelFilter,
    /// By the target, which is the path of a module; the last of two of one path counts.
    targets: Vec<(String, LevelFilter)>,
}

impl Levels {
    /// The charm's own crate from `DEBUG` on, all others from `INFO` on.
    pub(crate) fn of_charm(charm: &str) -> Self {
        let debug = |target: &str| (target.to_owned(), LevelFilter::DEBUG);
        Self {
            others: LevelFilter::INFO,
            targets: vec![
                debug(charm),
                // The id of the trace, which tools look for.
                #[cfg(feature = "otlp")]
                debug(crate::otlp::TARGET),
            ],
        }
    }

    /// Adds to them what a text says. A level alone is for all; what does not read is passed over, and given back.
    pub(crate) fn set<'a>(&mut self, text: &'a str) -> Vec<&'a str> {
        let mut unread = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (target, level) = part.rsplit_once('=').map_or((None, part), |(at, level)| (Some(at), level));
            match (target.map(str::trim), level_of(level.trim())) {
                (_, None) | (Some(""), _) => unread.push(part),
                (Some(target), Some(level)) => self.targets.push((target.to_owned(), level)),
                (None, Some(level)) => *self = Self { others: level, targets: Vec::new() },
            }
        }
        unread
    }

    pub(crate) fn allow(&self, target: &str, level: Level) -> bool {
        // Of equals the last.
        let of_target = self.targets.iter().filter(|(path, _)| is_in(target, path));
        level <= of_target.max_by_key(|(path, _)| path.len()).map_or(self.others, |(_, level)| *level)
    }

    /// The most that any target logs.
    pub(crate) fn most(&self) -> LevelFilter {
        self.targets.iter().map(|(_, level)| *level).fold(self.others, Ord::max)
    }
}

/// By the names of Rust or of Juju, in any case.
fn level_of(name: &str) -> Option<LevelFilter> {
    match name {
        name if name.eq_ignore_ascii_case("warning") => Some(LevelFilter::WARN),
        // `tracing` reads digits too, which say nothing to anybody.
        name if name.bytes().all(|byte| byte.is_ascii_alphabetic()) => name.parse().ok(),
        _ => None,
    }
}

/// Whether a target is this module, or in it.
fn is_in(target: &str, path: &str) -> bool {
    target.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Level; 5] = [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG, Level::TRACE];

    /// How many levels are logged of a target.
    fn count(levels: &Levels, target: &str) -> usize {
        ALL.into_iter().filter(|level| levels.allow(target, *level)).count()
    }

    fn levels(text: &str) -> Levels {
        let mut levels = Levels::of_charm("my_charm");
        assert!(levels.set(text).is_empty(), "{text}");
        levels
    }

    #[test]
    fn a_charm_logs_more_than_what_it_stands_on() {
        let levels = levels("");
        for (target, expected) in
            [("my_charm", 4), ("my_charm::db", 4), ("my_charm_helpers", 3), ("hyper", 3)]
        {
            assert_eq!(count(&levels, target), expected, "{target}");
        }
        assert_eq!(levels.most(), LevelFilter::DEBUG);
    }

    #[test]
    fn a_level_alone_is_for_all_and_one_of_a_module_for_what_is_in_it() {
        let levels = levels("warning, my_charm=info,my_charm::db=TRACE,hyper=off");
        for (target, expected) in
            [("my_charm", 3), ("my_charm::db::pool", 5), ("hyper::client", 0), ("ops", 2)]
        {
            assert_eq!(count(&levels, target), expected, "{target}");
        }
        assert_eq!(levels.most(), LevelFilter::TRACE);
    }

    #[test]
    fn one_of_a_module_leaves_the_others_as_they_are() {
        assert_eq!(count(&levels("hyper=trace"), "my_charm"), 4);
        assert_eq!(count(&levels("my_charm=warn"), "my_charm"), 2, "the last of two counts");
    }

    #[test]
    fn what_does_not_read_is_passed_over() {
        let mut levels = Levels::of_charm("my_charm");
        assert_eq!(levels.set("loud,my_charm=5,=info,hyper=off"), ["loud", "my_charm=5", "=info"]);
        assert_eq!((count(&levels, "my_charm"), count(&levels, "hyper")), (4, 0));
    }
}
