//! Who did not answer is left alone for a while: 10 seconds after the first failure, then twice as long after each, up to 5 minutes.
//! It is remembered beside the traces, from dispatch to dispatch.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::buffer::Buffer;

const FIRST: u64 = 10;
/// By default `update-status` comes as often.
const MOST: u64 = 300;

/// How often in a row it failed, and until when it is left alone, in seconds of the Unix epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BackOff {
    failures: u32,
    until: u64,
}

impl BackOff {
    /// What is remembered; what does not read is no failure.
    pub(super) fn read(buffer: &Buffer) -> Self {
        let read = |text: String| {
            let (failures, until) = text.trim().split_once(' ')?;
            Some(Self { failures: failures.parse().ok()?, until: until.parse().ok()? })
        };
        buffer.back_off().and_then(read).unwrap_or_default()
    }

    /// How long it is still to be left alone. A clock that was set back does not make it longer than it can be.
    pub(super) fn rest(self, now: SystemTime) -> Option<Duration> {
        let rest = self.until.saturating_sub(seconds(now));
        (1..=MOST).contains(&rest).then(|| Duration::from_secs(rest))
    }

    /// It failed once more.
    pub(super) fn fail(self, buffer: &Buffer, now: SystemTime) {
        let doubled = FIRST.checked_shl(self.failures.min(u32::BITS)).unwrap_or(MOST);
        let failures = self.failures.saturating_add(1);
        let until = seconds(now) + doubled.min(MOST);
        // Where it cannot be kept, no trace can.
        let _ = buffer.set_back_off(Some(&format!("{failures} {until}")));
    }

    /// It answered.
    pub(super) fn end(self, buffer: &Buffer) {
        if self != Self::default() {
            let _ = buffer.set_back_off(None);
        }
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
