//! Points in time as Juju writes them (RFC 3339), without a crate of dates in every charm.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const DAY: i64 = 86_400;

/// To the second, in UTC: `2026-03-01T12:00:00Z`. What is between two seconds goes to the earlier one.
pub(crate) fn to_rfc3339(time: SystemTime) -> String {
    let seconds = match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        Err(before) => {
            let before = before.duration();
            let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
            -seconds - i64::from(before.subsec_nanos() > 0)
        }
    };
    let (year, month, day) = to_date(seconds.div_euclid(DAY));
    let second = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// What Go's `time.Time` writes: a fraction and an offset may be there. To the second.
pub(crate) fn from_rfc3339(text: &str) -> Option<SystemTime> {
    let number = |range: std::ops::Range<usize>| {
        let digits = text.get(range)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok())?
    };
    let separators = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")];
    if !separators.iter().all(|(at, separator)| text.get(*at..at + 1) == Some(separator)) {
        return None;
    }
    let days = to_days(number(0..4)?, number(5..7)?, number(8..10)?);
    let second = number(11..13)? * 3600 + number(14..16)? * 60 + number(17..19)?;
    let rest = text.get(19..)?;
    let fraction = rest.strip_prefix('.').map_or("", |rest| {
        let end = rest.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    });
    let zone = if fraction.is_empty() { rest } else { rest.get(fraction.len() + 1..)? };
    let seconds = days * DAY + second - offset(zone)?;
    let magnitude = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { UNIX_EPOCH.checked_sub(magnitude) } else { UNIX_EPOCH.checked_add(magnitude) }
}

/// `Z` or `+02:00`, in seconds.
fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, time) = match (zone.strip_prefix('+'), zone.strip_prefix('-')) {
        (Some(time), _) => (1, time),
        (_, Some(time)) => (-1, time),
        _ => return None,
    };
    let (hours, minutes) = time.split_once(':')?;
    Some(sign * (i64::from(hours.parse::<u8>().ok()?) * 3600 + i64::from(minutes.parse::<u8>().ok()?) * 60))
}

/// The date of a day since 1970-01-01 in the Gregorian calendar (Howard Hinnant's `civil_from_days`): years begin in
/// March there, so that the leap day is their last.
fn to_date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * march_month + 2) / 5 + 1)
}

/// The other way round (`days_from_civil`).
fn to_days(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> SystemTime {
        let magnitude = Duration::from_secs(seconds.unsigned_abs());
        if seconds < 0 { UNIX_EPOCH - magnitude } else { UNIX_EPOCH + magnitude }
    }

    #[test]
    fn known_times() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_767_225_599, "2025-12-31T23:59:59Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(to_rfc3339(at(seconds)), text);
            assert_eq!(from_rfc3339(text), Some(at(seconds)));
        }
        assert_eq!(to_rfc3339(UNIX_EPOCH - Duration::from_millis(1)), "1969-12-31T23:59:59Z");
        assert_eq!(from_rfc3339("2000-02-29T02:00:00.123456789+02:00"), Some(at(951_782_400)));
        assert_eq!(from_rfc3339("2000-02-28T23:30:00-00:30"), Some(at(951_782_400)));
    }

    proptest! {
        #[test]
        fn what_is_written_reads(seconds in -60_000_000_000_i64..250_000_000_000) {
            prop_assert_eq!(from_rfc3339(&to_rfc3339(at(seconds))), Some(at(seconds)));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text: String, near in "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.Z+-]{0,20}") {
            let _ = (from_rfc3339(&text), from_rfc3339(&near));
        }
    }
}
