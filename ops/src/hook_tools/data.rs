//! Data for `--file -`, which Juju's tools read as YAML.

use std::fmt::Write as _;

use crate::scan::position;

/// Texts by their keys as JSON that is YAML 1.1 too, as the reader of Juju's tools (go-yaml v2) takes it: characters that YAML
/// calls not printable, or that it reads as a line break, are escaped.
pub(crate) fn json_that_is_yaml(texts: &[(&str, &str)]) -> String {
    let length: usize = texts.iter().map(|(key, value)| key.len() + value.len() + "\"\":\"\",".len()).sum();
    // A tenth more for what is escaped, which the texts of a state have plenty of.
    let mut out = String::with_capacity(length + length / 10 + "{}".len());
    for (number, (key, value)) in texts.iter().enumerate() {
        out.push(if number == 0 { '{' } else { ',' });
        text(&mut out, key);
        out.push(':');
        text(&mut out, value);
    }
    out.push_str(if texts.is_empty() { "{}" } else { "}" });
    out
}

fn text(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    loop {
        let (plain, special) = rest.split_at(plain_length(rest.as_bytes()));
        out.push_str(plain);
        let mut characters = special.chars();
        let Some(character) = characters.next() else { break };
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            ' '.. if is_printable(character) => out.push(character),
            // Writing to a string cannot fail.
            _ => drop(write!(out, "\\u{:04X}", u32::from(character))),
        }
        rest = characters.as_str();
    }
    out.push('"');
}

/// How many bytes at the beginning stand for themselves. Nearly all do.
fn plain_length(bytes: &[u8]) -> usize {
    // With `|` all comparisons of a block are made at once.
    let is_special = |byte: u8| !(b' '..0x7F).contains(&byte) | (byte == b'"') | (byte == b'\\');
    position(bytes, is_special).unwrap_or(bytes.len())
}

/// Whether YAML takes it as it stands. Those of more than 16 bits it does.
fn is_printable(character: char) -> bool {
    !matches!(character, '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    use super::*;

    /// What go-yaml v2's reader lets through (`yaml_parser_update_buffer`), tab and line ends apart, which JSON escapes.
    fn yaml_takes(character: char) -> bool {
        matches!(character, ' '..='~' | '\u{A0}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..='\u{10FFFF}')
            && !matches!(character, '\u{FEFF}' | '\u{2028}' | '\u{2029}')
    }

    #[test]
    fn what_yaml_cannot_hold_is_escaped() {
        let odd = "\u{7F}\u{80}\u{85}\u{2028}\u{2029}\u{FEFF}\u{FFFE}\u{FFFF}é\n\0\\";
        assert_eq!(
            json_that_is_yaml(&[(odd, "\"")]),
            r#"{"\u007F\u0080\u0085\u2028\u2029\uFEFF\uFFFE\uFFFFé\n\u0000\\":"\""}"#
        );
        assert_eq!(json_that_is_yaml(&[]), "{}");
    }

    proptest! {
        #[test]
        fn is_yaml_and_reads_back(map: BTreeMap<String, String>, odd in "[\u{0}-\u{A0}\u{2020}-\u{2030}\u{FE00}-\u{FFFF}]*") {
            let mut map = map;
            map.insert("odd".to_owned(), odd);
            map.insert("long".to_owned(), "x".repeat(40) + &map.values().cloned().collect::<String>());
            let pairs: Vec<_> = map.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            let written = json_that_is_yaml(&pairs);
            prop_assert!(written.chars().all(yaml_takes), "{written:?}");
            prop_assert_eq!(serde_json::from_str::<BTreeMap<String, String>>(&written).unwrap(), map);
        }
    }
}
