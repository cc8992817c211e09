use ops::prelude::*;

#[databag(schema = "databags/provider.json", of = "unit")]
struct Unit {
    state: String,
    #[databag(additional)]
    zone: String,
}

fn main() {}
