//! The event that was meant where an unknown one is written.

use ops_metadata::suggest;

use super::on::Trigger;

/// How many letters two names have to share from their beginning to be forms of one word: more than `relation` has.
const STEM: usize = 9;
/// How many letters the ending of a form has: that of `detaching`.
const ENDING: usize = 3;

/// The event that was meant: one that differs in a letter or two, that is another form of the same word
/// (`storage_detached`, `storage_detaching`), or the only one that has all of its words (`upgrade`, `upgrade_charm`).
pub(super) fn similar(written: &str) -> Option<&'static str> {
    let written = &snake_case(written);
    let names = Trigger::names();
    let (mut same, mut with_words) = (None, Vec::new());
    for known in &names {
        if is_form(written, known) {
            return Some(known);
        }
        if has_words(written, known) {
            with_words.push(*known);
        }
        if known == written {
            same = Some(*known);
        }
    }
    let only = match with_words.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    suggest::closest(written, &names).or(only).or(same)
}

fn is_form(written: &str, known: &str) -> bool {
    let mut stem = 0;
    for (one, other) in written.chars().zip(known.chars()) {
        if one != other {
            break;
        }
        stem += 1;
    }
    stem >= STEM && stem + ENDING >= written.len().max(known.len())
}

fn has_words(written: &str, known: &str) -> bool {
    let known: Vec<&str> = known.split('_').collect();
    for word in written.split('_') {
        if !known.contains(&word) {
            return false;
        }
    }
    true
}

/// `RelationChanged`, the event's type, as the event is written.
fn snake_case(written: &str) -> String {
    let mut snake = String::new();
    for letter in written.chars() {
        if letter.is_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::similar;

    #[test]
    fn the_event_that_was_meant() {
        for (written, meant) in [
            ("relation_chnaged", Some("relation_changed")),
            ("confg_changed", Some("config_changed")),
            ("RelationChanged", Some("relation_changed")),
            ("Install", Some("install")),
            ("storage_detached", Some("storage_detaching")),
            ("relation_departing", Some("relation_departed")),
            ("secret_expire", Some("secret_expired")),
            ("upgrade", Some("upgrade_charm")),
            ("pebble_notice", Some("pebble_custom_notice")),
            ("check_failed", Some("pebble_check_failed")),
            ("changed", None),
            ("relation", None),
            ("frobnicate", None),
        ] {
            assert_eq!(similar(written), meant, "{written}");
        }
    }
}
