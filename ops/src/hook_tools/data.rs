//! Data for `--file -`, which Juju's tools read as YAML.

use std::fmt::Write as _;

use serde::Serialize;

/// JSON that is YAML 1.1 too, as the reader of Juju's tools (go-yaml v2) takes it: characters that YAML calls not
/// printable, or that it reads as a line break, are escaped.
pub(super) fn json_that_is_yaml(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let json = serde_json::to_string(value)?;
    // Nearly all data is ASCII, which a look at its bytes shows at once.
    if json.bytes().all(|byte| byte < 0x7F) || json.chars().all(is_plain) {
        return Ok(json.into_bytes());
    }
    // Such characters stand inside strings only, so wherever one is, an escape may stand.
    let mut escaped = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if is_plain(character) {
            escaped.push(character);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{:04X}", u32::from(character));
        }
    }
    Ok(escaped.into_bytes())
}

fn is_plain(character: char) -> bool {
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
        let written =
            json_that_is_yaml(&"\u{7F}\u{80}\u{85}\u{2028}\u{2029}\u{FEFF}\u{FFFE}\u{FFFF}é\n").unwrap();
        let text = String::from_utf8(written).unwrap();
        assert_eq!(text, r#""\u007F\u0080\u0085\u2028\u2029\uFEFF\uFFFE\uFFFFé\n""#);
    }

    proptest! {
        #[test]
        fn is_yaml_and_reads_back(map: BTreeMap<String, String>, odd in "[\u{0}-\u{A0}\u{2020}-\u{2030}\u{FE00}-\u{FFFF}]*") {
            let mut map = map;
            map.insert("odd".to_owned(), odd);
            let written = String::from_utf8(json_that_is_yaml(&map).unwrap()).unwrap();
            prop_assert!(written.chars().all(yaml_takes), "{written:?}");
            prop_assert_eq!(serde_json::from_str::<BTreeMap<String, String>>(&written).unwrap(), map);
        }
    }
}
