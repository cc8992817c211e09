//! What a benchmark found, as a table for people or as one JSON object.

use std::error::Error;
use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

/// The result of one benchmark.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    bench: &'static str,
    /// When it began, in UTC.
    date: String,
    /// The machine's load of the last minute when it began.
    load: f64,
    pub(crate) rows: Vec<Row>,
    /// What the table says beneath.
    #[serde(skip)]
    pub(crate) notes: Vec<String>,
}

/// One case.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    case: String,
    unit: &'static str,
    ours: f64,
    /// What the same costs without us.
    floor: Option<f64>,
    /// What another framework takes for the same.
    peer: Option<f64>,
}

impl Row {
    /// A case, its figures rounded to thousandths of their unit: the rest is noise.
    pub(crate) fn new(
        case: impl Into<String>,
        unit: &'static str,
        ours: f64,
        floor: Option<f64>,
        peer: Option<f64>,
    ) -> Self {
        let rounded = |figure: f64| (figure * 1e3).round() / 1e3;
        Self {
            case: case.into(),
            unit,
            ours: rounded(ours),
            floor: floor.map(rounded),
            peer: peer.map(rounded),
        }
    }
}

impl Report {
    /// A report without rows, dated now.
    pub(crate) fn begin(bench: &'static str) -> Self {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let load = fs::read_to_string("/proc/loadavg").ok();
        let load = load.and_then(|text| text.split(' ').next()?.parse().ok()).unwrap_or_default();
        Self { bench, date: utc(seconds), load, rows: Vec::new(), notes: Vec::new() }
    }

    pub(crate) fn print(&self, as_json: bool) -> Result<(), Box<dyn Error>> {
        if as_json {
            println!("{}", serde_json::to_string(self)?);
            return Ok(());
        }
        println!("{}, {}, load {}\n", self.bench, self.date, self.load);
        let width = self.rows.iter().map(|row| row.case.len()).max().unwrap_or_default().max(4);
        let headings = ["unit", "ours", "floor", "peer", "ours/floor", "peer/ours"];
        print!("{:width$}", "case");
        headings.iter().for_each(|heading| print!("  {heading:>10}"));
        println!();
        for row in &self.rows {
            print!("{:width$}  {:>10}  {:>10.3}", row.case, row.unit, row.ours);
            let ratio =
                |above: Option<f64>, below: Option<f64>| Some(above? / below.filter(|&of| of != 0.0)?);
            let ours = Some(row.ours);
            for (figure, digits) in
                [(row.floor, 3), (row.peer, 3), (ratio(ours, row.floor), 1), (ratio(row.peer, ours), 1)]
            {
                match figure {
                    Some(figure) => print!("  {figure:>10.digits$}"),
                    None => print!("  {:>10}", "-"),
                }
            }
            println!();
        }
        if !self.notes.is_empty() {
            println!("\n{}", self.notes.join("\n"));
        }
        Ok(())
    }
}

/// `2026-11-20T18:04Z`, by the proleptic Gregorian calendar.
fn utc(seconds: u64) -> String {
    // Years that begin in March end with the leap day, which makes the arithmetic regular.
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute) = (seconds / 3_600 % 24, seconds / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (seconds, date) in [
            (0, "1970-01-01T00:00Z"),
            (951_782_400, "2000-02-29T00:00Z"),
            (1_709_251_199, "2024-02-29T23:59Z"),
            (1_767_225_600, "2026-01-01T00:00Z"),
        ] {
            assert_eq!(utc(seconds), date);
        }
    }
}
