use ops::prelude::*;

#[databag(schema = "databags/provder.json")]
struct Provider {
    endpoints: String,
}

fn main() {}
