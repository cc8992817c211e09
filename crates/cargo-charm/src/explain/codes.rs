//! Codes, as people write them and as the catalogue has them.

use ops_metadata::CATALOGUE;

/// Where the pages are for those who read in a browser.
pub(crate) fn address(code: &str) -> String {
    format!("{}/blob/main/docs/errors/{code}.md", env!("CARGO_PKG_REPOSITORY"))
}

/// What kind of mistake a code is.
pub(crate) fn title(code: &str) -> Option<&'static str> {
    CATALOGUE.iter().find(|entry| entry.code.as_str() == code).map(|entry| entry.title)
}

/// `OPS0201` for `ops0201`, `0201` and `201`.
pub(crate) fn normal(given: &str) -> String {
    let upper = given.trim().trim_matches(['[', ']']).to_ascii_uppercase();
    let digits = upper.strip_prefix("OPS").unwrap_or(&upper);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("OPS{digits:0>4}") } else { upper }
}

/// That there is no such code, and the closest ones.
pub(crate) fn unknown(given: &str) -> String {
    let wanted = normal(given);
    let mut codes: Vec<(usize, &str, &str)> = CATALOGUE
        .iter()
        .map(|entry| (distance(&wanted, entry.code.as_str()), entry.code.as_str(), entry.title))
        .collect();
    codes.sort_unstable();
    let close: Vec<String> =
        codes.iter().take(3).map(|(_, code, title)| format!("\n  {code}: {title}")).collect();
    format!("there is no code `{}`; the closest are:{}", given.escape_debug(), close.concat())
}

/// How far two codes are from each other: digits that differ count most, then how far the numbers are apart.
fn distance(one: &str, other: &str) -> usize {
    let digits = |code: &str| {
        let letters = code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        format!("{:0>4}", code.get(letters..).unwrap_or_default())
    };
    let (one, other) = (digits(one), digits(other));
    let differ = one.chars().zip(other.chars()).filter(|(one, other)| one != other).count();
    let apart = match (one.parse::<usize>(), other.parse::<usize>()) {
        (Ok(one), Ok(other)) => one.abs_diff(other).min(9_999),
        _ => 9_999,
    };
    (differ + one.len().abs_diff(other.len())) * 10_000 + apart
}
