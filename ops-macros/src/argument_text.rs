//! What `darling` says of an argument, in the words of whoever writes it: what stands in brackets is an argument to them, no
//! field and no meta item, and each has one form.

use ops_metadata::Code;
use ops_metadata::render::Text;

use crate::message::{list, one_of};

/// The text of an error that reads `said`: `Unexpected type `int` at metadata`.
pub(crate) fn text(code: Code, said: &str) -> Text {
    // The last word of the place is the argument; in which list it stands is seen there.
    let (said, place) = match said.rsplit_once(" at ") {
        Some((said, place)) if place.chars().all(|c| c.is_alphanumeric() || "_[].".contains(c)) => {
            let place = place.rsplit('.').next().unwrap_or_default();
            (said, place.split('[').next().unwrap_or_default())
        }
        _ => (said, ""),
    };
    let names: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let first = names.first().copied().unwrap_or_default();
    if said.starts_with("Unknown field") {
        let text = similar(Text::new(code, format!("unknown argument `{first}`")), said, &names);
        return belongs(first).into_iter().fold(text, |text, place| text.help(format!("it stands {place}")));
    }
    if said.starts_with("Unknown value") && (names.len() > 1 || form(place).is_none()) {
        return similar(Text::new(code, format!("unknown value `{first}`")), said, &names);
    }
    if said.starts_with("Duplicate field") {
        return Text::new(code, format!("`{first}` is given twice"));
    }
    if said.starts_with("Unexpected") || said.starts_with("Unknown value") {
        return match form(place) {
            Some(form) => Text::new(code, format!("expected {form}")),
            None => Text::new(code, "this is no argument")
                .help("an argument is a name, most of them with a value: `name = \"…\"`"),
        };
    }
    Text::new(code, said)
}

fn similar(text: Text, said: &str, names: &[&str]) -> Text {
    let known = names.iter().skip(1).copied();
    match (said.contains("Did you mean"), names.len()) {
        (_, 0 | 1) => text,
        (true, _) => text.help(format!("did you mean {}?", one_of(known))),
        (false, 2) => text.help(format!("there is {}", list(known))),
        (false, _) => text.help(format!("there are {}", list(known))),
    }
}

/// How an argument is written; `None` for what is none in any attribute.
pub(crate) fn form(argument: &str) -> Option<String> {
    Some(match argument {
        "metadata" | "schema" | "name" => format!("a text: `{argument} = \"…\"`"),
        "crate" => "a path in quotes: `crate = \"…\"`".to_owned(),
        "state" => "`state = \"juju\"` or `state = \"local\"`".to_owned(),
        "of" => "`of = \"app\"` or `of = \"unit\"`".to_owned(),
        "on_error" => "`on_error = \"block\"`, `\"fail\"` or `\"handle\"`".to_owned(),
        "test" => "`test = true` or `test = false`".to_owned(),
        "read_only" | "additional" => format!("`{argument}` alone, without a value"),
        "allow" | "warn" | "deny" | "forbid" => format!("lints in brackets: `{argument}(unhandled_action)`"),
        _ => return None,
    })
}

/// Where an argument is known that is not known here.
fn belongs(argument: &str) -> Option<&'static str> {
    Some(match argument {
        "state" => "in `#[charm(…)]` above the struct",
        "on_error" => "in `#[config(…)]` above the charm's field",
        "schema" | "of" | "read_only" => "in `#[databag(…)]` above the struct",
        "additional" => "in `#[databag(…)]` above a field",
        "allow" | "warn" | "deny" | "forbid" => {
            "above the struct or the `impl` block, in the attribute there"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use darling::FromMeta;
    use darling::ast::NestedMeta;
    use ops_metadata::{Sources, catalogue};
    use quote::quote;

    use crate::arguments::CharmArguments;

    /// What is said of these arguments of `#[charm]`. It is what `darling` has words for, which may become others.
    #[test]
    fn an_argument_has_one_form() {
        for (arguments, expected) in [
            (quote!(metdata = "x"), "unknown argument `metdata`\n = help: did you mean `metadata`?"),
            (quote!(state = "locl"), "unknown value `locl`\n = help: did you mean `local`?"),
            (quote!(metadata), "expected a text: `metadata = \"…\"`"),
            (quote!(metadata = 3), "expected a text: `metadata = \"…\"`"),
            (quote!(test = "no"), "expected `test = true` or `test = false`"),
            (quote!(crate = 3), "expected a path in quotes: `crate = \"…\"`"),
            (quote!(allow), "expected lints in brackets: `allow(unhandled_action)`"),
            (quote!(test = true, test = true), "`test` is given twice"),
        ] {
            let error = CharmArguments::from_list(&NestedMeta::parse_meta_list(arguments).unwrap());
            let said = error.unwrap_err().flatten().to_string();
            let text = super::text(catalogue::BAD_ARGUMENT, &said).render(&Sources::default());
            assert_eq!(text, format!("[OPS0304] {expected}"), "{said}");
        }
    }
}
