//! Names in the form that Rust has for a kind of thing.

/// `db-relation-changed` is `DbRelationChanged`.
pub(crate) fn pascal(name: &str) -> String {
    let mut pascal = String::new();
    let mut begins = true;
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            pascal.push(if begins { letter.to_ascii_uppercase() } else { letter });
        }
        begins = !letter.is_ascii_alphanumeric();
    }
    pascal
}
