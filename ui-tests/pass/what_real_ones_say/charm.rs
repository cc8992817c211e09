//! What real charms and the schemas of real interfaces say, and is right.

use std::num::NonZeroU8;

use ops::databag::Json;
use ops::prelude::*;

#[config]
struct Config {
    zero: usize,
    below: i8,
    above: u32,
    rate: f64,
    nothing: Option<String>,
    no_secret: Option<SecretId>,
}

#[action("back-up")]
struct BackUp {
    target: Option<String>,
    positive: NonZeroU8,
    anything: Option<String>,
    either: Option<u8>,
    level: u8,
}

/// What is only written need not hold all that the schema permits.
#[databag(schema = "pass/what_real_ones_say/schema.json")]
struct Written {
    host: String,
    port: u16,
    list: Json<Vec<String>>,
    weight: u8,
    unsaid: String,
    byte: u8,
    note: Option<String>,
}

/// A missing key has the struct's default.
#[databag(schema = "pass/what_real_ones_say/schema.json", read_only)]
#[derive(Default)]
#[serde(default)]
struct Seen {
    byte: u8,
    note: String,
    unsaid: Option<String>,
}

#[charm]
struct WebApp {
    #[config]
    config: Config,
}

#[charm]
impl WebApp {
    #[on(action = "back-up")]
    fn back_up(&self, _cx: &Context, params: BackUp) -> ActionResult {
        let BackUp { target, positive, anything, either, level } = params;
        let _ = (target, positive, anything, either, level);
        let Config { zero, below, above, rate, nothing, no_secret } = &self.config;
        let _ = (zero, below, above, rate, nothing, no_secret);
        Ok(())
    }
}

fn main() {
    let written = Written {
        host: "h".into(),
        port: 1,
        list: Json(vec!["a".into()]),
        weight: 1,
        unsaid: "u".into(),
        byte: 1,
        note: None,
    };
    let bag = ops::databag::to_changes(&written).unwrap();
    assert_eq!(bag["list"].as_deref(), Some("[\"a\"]"));
    let bag = bag.into_iter().filter_map(|(key, text)| Some((key, text?))).collect();
    let seen: Seen = ops::databag::from_map(&bag).unwrap();
    assert_eq!((seen.byte, seen.note.as_str(), seen.unsaid.as_deref()), (1, "", Some("u")));
}
